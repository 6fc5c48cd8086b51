"""An installation without a mail server tells its mail on the screen."""

from io import StringIO

from django.core.mail import EmailMessage

from trivsel.config.mail import ScreenBackend


def test_a_long_link_stands_whole_on_one_line_and_danish_letters_are_readable():
    screen, link = StringIO(), "https://trivsel.example/da/konto/log-ind/link/" + "A1" * 40

    sent = ScreenBackend(stream=screen).send_messages(
        [EmailMessage("Din vej ind", f"Tryk på:\n\n{link}\n", to=["bo@firm.dk"])]
    )

    lines = screen.getvalue().splitlines()
    assert sent == 1
    assert link in lines
    assert "Tryk på:" in lines
    assert "--- Mail to bo@firm.dk: Din vej ind" in lines
