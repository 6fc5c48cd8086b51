"""The receipt that a browser reckons out is the one that the server gives and publishes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trivsel.domain.blindsign.receipt import Receipt


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(envelope=st.binary(max_size=200))
def test_both_sides_write_a_receipt_with_the_same_signs(modules, envelope):
    assert modules.receipt_receiptText(envelope) == str(Receipt.of(envelope))


def test_another_envelope_has_another_receipt(modules):
    """The control."""
    assert modules.receipt_receiptText(b"one") != str(Receipt.of(b"two"))
