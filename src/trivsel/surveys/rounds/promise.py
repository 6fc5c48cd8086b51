"""What people are promised before they answer: the same sentences on slip, paper and plan.

Called in the reader's language. Slips are the weaker way, and the words say so: 'anonymous' is
not said, because somebody who knew a code and held the system could follow it until the count.
"""

from django.utils.translation import gettext as _


def promise(minimum: int) -> list[str]:
    """The whole promise, for those who sign and for what the leader will see."""
    return [
        _(
            "You answer with a code, not with your name. The code says which group you"
            " answer in, and Trivsel does not know who has it."
        ),
        _(
            "The employees' representative shuffles the slips and hands them out in envelopes,"
            " so that nobody can note who got which code."
        ),
        _(
            "Your answer is sealed until the round closes. Neither the time nor the"
            " address of your device is kept with it, and all answers are shuffled when"
            " they are counted."
        ),
        _figures(minimum),
        _(
            "Your answer is confidential, not anonymous: until the count, somebody who"
            " knew your code and also had access to the server and its keys could find"
            " your answer. Keep your code to yourself."
        ),
    ]


def paper_promise(minimum: int) -> list[str]:
    """What the answer page adds to what it says itself of codes and envelopes."""
    return [
        _("Your code says which group you answer in, not who you are."),
        _figures(minimum),
    ]


def short_promise(minimum: int) -> str:
    """The promise on a slip."""
    return _(
        "Your answer is confidential. The code shows your group, not your name, and no figure"
        " is shown for fewer than %(minimum)s people. Keep the code to yourself."
    ) % {"minimum": minimum}


def _figures(minimum: int) -> str:
    return _(
        "No figure is shown for fewer than %(minimum)s people, and none can be found by"
        " subtracting one figure from another."
    ) % {"minimum": minimum}


def who_sees() -> list[tuple[str, str]]:
    """Who sees which results, in words. The rules stand in the results' own policies."""
    return [
        (_("Everybody who works here"), _("their own unit and every unit above it")),
        (
            _("Leaders and safety, union and employee representatives"),
            _("the same, and every unit below the one they lead or speak for"),
        ),
        (_("HR and top management"), _("all units")),
        (_("Administrators"), _("no results by that role")),
    ]


def what_is_deleted() -> list[tuple[str, str]]:
    """What is kept of a round, and how long."""
    return [
        (
            _("Codes and sealed answers"),
            _("destroyed at the count, with the key that could open them"),
        ),
        (_("The list of who may answer"), _("deleted 14 days after the round has closed")),
        (
            _("Counted answers, without name, time or order"),
            _(
                "kept, so that a later round can be compared with this one; no page shows a"
                " single one"
            ),
        ),
        (_("The released figures"), _("kept as they were released")),
    ]
