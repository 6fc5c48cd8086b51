"""The receipt that a browser reckons out is the one that the server gives and publishes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.refusals import BadReceipt


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


def typed_in(modules, cases):
    return modules.run("(m, cases) => cases.map(m.receipt.readReceipt)", cases)


def python_reads(text):
    try:
        return str(Receipt.read(text))
    except BadReceipt:
        return ""


def test_both_sides_read_the_same_of_what_somebody_types(modules):
    good = str(Receipt.of(b"an envelope"))
    cases = [
        good,
        good.lower().replace("-", " "),
        good.replace("0", "O").replace("1", "l"),
        good.replace("-", "\u2013"),
        good[:-1],
        f"{good}0",
        good.replace(good[0], "U", 1),
        "Z" + good[1:],
        good[1] + good[0] + good[2:],
        *(good[:place] + other + good[place + 1 :] for place in (2, 7, 60) for other in "3KZ"),
        "",
        "ø" * 53,
    ]
    read = typed_in(modules, cases)

    assert read == [python_reads(case) for case in cases]
    assert read[:4] == [good] * 4
    assert "" in read


def test_without_the_check_sign_a_wrong_one_would_pass(modules):
    """The control: a reader that only counts signs takes what no receipt says."""
    good = str(Receipt.of(b"an envelope"))
    wrong = good[:2] + ("3" if good[2] != "3" else "4") + good[3:]

    assert len(wrong) == len(good)
    assert typed_in(modules, [wrong]) == [""]
