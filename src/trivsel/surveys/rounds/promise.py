"""What people are promised before they answer: the same sentences on slip, paper and plan.

Called in the reader's language. Slips are the weaker way, and the words say so: 'anonymous' is
not said, because somebody who knew a code and held the system could follow it until the count.
It is said of ballots that were stamped without being seen, with what it does not hold against.
"""

from django.utils.translation import gettext as _

from trivsel.surveys.commented import RESPONDENTS, WRITTEN
from trivsel.surveys.models import Round


def promise(round_: Round) -> list[str]:
    """The whole promise, for those who sign and for what the leader will see."""
    if round_.answered_by == Round.AnsweredBy.BALLOTS:
        told = _promise_of_ballots(round_.minimum_group)
    else:
        told = _promise_of_slips(round_.minimum_group)
    return [*told, _rounds(round_), *by_job_group(round_), *_of_comments(round_)]


def _of_comments(round_: Round) -> list[str]:
    if not asks_for_comments(round_):
        return []
    return [
        _(
            "What you write in your own words is shown in one place only, among %(respondents)s"
            " or more who have answered and %(written)s or more who have written, shuffled and"
            " apart from your other answers. The safety representative and HR read it first,"
            " and both must sign before anybody else does. Your way of writing can still give"
            " you away."
        )
        % {"respondents": max(RESPONDENTS, round_.minimum_group), "written": WRITTEN}
    ]


def asks_for_comments(round_: Round) -> bool:
    return bool(round_.instrument.spec.get("open_questions"))


def _promise_of_ballots(minimum: int) -> list[str]:
    return [
        _(
            "You answer with a ballot that your own browser makes. It is stamped without"
            " anybody seeing it: the stamp says that it is good for your group, and not whose"
            " it is."
        ),
        _(
            "Your answer is sealed in your browser and stays sealed until the round closes."
            " Neither the time nor the address of your device is kept with it, and all answers"
            " are shuffled when they are counted."
        ),
        _figures(minimum),
        _(
            "Who has not fetched a ballot is reminded at most twice, halfway and two days"
            " before the last day. No page shows who has fetched one and who has not."
        ),
        _(
            "Your answer is anonymous: not even a copy of all databases with all logs can tell"
            " who wrote what. What is kept of you is that you fetched a ballot, and on which"
            " day."
        ),
        _(
            "It does not hold against somebody who rebuilds the page for one person while they"
            " answer, against a device that your employer controls, or against what you write"
            " about yourself."
        ),
    ]


def _promise_of_slips(minimum: int) -> list[str]:
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


def paper_promise(round_: Round) -> list[str]:
    """What the answer page adds to what it says itself of codes and envelopes."""
    group = (
        _("Your ballot says which group you answer in, not who you are.")
        if round_.answered_by == Round.AnsweredBy.BALLOTS
        else _("Your code says which group you answer in, not who you are.")
    )
    figures = _figures(round_.minimum_group)
    return [group, figures, *by_job_group(round_), *_of_comments(round_)]


def by_job_group(round_: Round) -> list[str]:
    """What a round with job groups adds, else nothing."""
    if not round_.job_groups:
        return []
    return [
        _(
            "You are asked for your job group, and can leave it. Figures are shown by unit, and"
            " by job group for the whole organisation only: never by job group in a unit."
        )
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


def _rounds(round_: Round) -> str:
    if round_.policy == Round.Policy.INDEPENDENT:
        return _(
            "This round is protected by itself. Somebody who has an earlier round beside it,"
            " and knows who has joined or left since, could guess at what these few answered."
        )
    return _(
        "Earlier rounds are protected together with this one: where one to %(most)s people have"
        " joined or left a group, its earlier figure stays, so that nobody can subtract one"
        " round from the other."
    ) % {"most": round_.minimum_group - 1}


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


def what_is_deleted(round_: Round) -> list[tuple[str, str]]:
    """What is kept of a round, and how long."""
    ballots = round_.answered_by == Round.AnsweredBy.BALLOTS
    return [
        (
            _("Ballots and sealed answers") if ballots else _("Codes and sealed answers"),
            _("destroyed at the count, with the key that could open them"),
        ),
        (
            _("The list of who may answer, and who has fetched a ballot")
            if ballots
            else _("The list of who may answer"),
            _("deleted 14 days after the round has closed"),
        ),
        (
            _("Who could answer, and in which group, by random keys instead of names"),
            _(
                "kept as long as the figures, so that later rounds can be held against them;"
                " never who answered"
            ),
        ),
        *(
            [(_("Letters that wait to be sent"), _("deleted as soon as they are sent"))]
            * ballots
        ),
        (
            _("Counted answers, without name, time or order"),
            _(
                "kept, so that a later round can be compared with this one; no page shows a"
                " single one"
            ),
        ),
        *(
            [
                (
                    _("Comments, without name, time or order"),
                    _(
                        "kept as they were released; what is withheld or shown nowhere is"
                        " deleted"
                    ),
                )
            ]
            * asks_for_comments(round_)
        ),
        (_("The released figures"), _("kept as they were released")),
    ]
