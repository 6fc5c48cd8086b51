"""Comments stand in one place, and wait there for two who have read them."""

import pytest

import make
from surveys.commenters import (
    WRITTEN,
    address,
    digest_now,
    key_of,
    lists,
    released_with,
    sign,
)
from trivsel.accounts.models import Event
from trivsel.ballots.models import Comment
from trivsel.domain import disclosure
from trivsel.domain.refusal import Refused
from trivsel.surveys import commented, queries, services
from trivsel.surveys.models import CommentDoubt, CommentRelease, Release
from trivsel.surveys.releases import comments_for, release_for
from trivsel.surveys.results import release_round
from trivsel.surveys.services.tick import forget_comments

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


# --- where they stand -------------------------------------------------------------------------


def test_the_pages_and_the_protection_have_the_same_thresholds():
    assert (commented.RESPONDENTS, commented.WRITTEN) == (
        disclosure.RESPONDENTS,
        disclosure.WRITTEN,
    )


def test_each_comment_stands_in_one_list_at_the_lowest_place_with_enough(waiting):
    found = lists(waiting)

    assert set(found) == {"u:S", "u:root"}
    assert sorted(found["u:S"]) == sorted(WRITTEN["S"])
    assert sorted(found["u:root"]) == sorted(WRITTEN["PK"] + WRITTEN["K"])


def test_the_release_tells_how_many_and_never_what(round_):
    release = Release.objects.get(round=round_)

    said = release.figures["comments"]["lists"]

    assert [(one["row"], one["count"]) for one in said] == [("u:root", 5), ("u:S", 12)]
    assert "støberi 0" not in str(release.figures)
    assert release.figures["audit"]["findings"] == 0


def test_those_put_together_are_shuffled_through_each_other(home, units):
    """Laid end to end, the three of packing would always stand together."""
    orders = set()
    for _ in range(8):
        made = CommentRelease.objects.get(release__round=released_with(home, units))
        orders.add(tuple(text.split()[0] for text in lists(made)["u:root"]))

    assert len(orders) > 1
    laid_end_to_end = [("pakkeri",) * 3 + ("kontor",) * 2, ("kontor",) * 2 + ("pakkeri",) * 3]
    assert not orders <= set(laid_end_to_end)


def test_without_enough_anywhere_nothing_is_kept_of_them(home, units):
    round_ = released_with(home, units, {"S": ["en"], "K": ["to"]})

    assert not CommentRelease.objects.filter(release__round=round_).exists()
    assert Release.objects.get(round=round_).figures["comments"]["lists"] == []


def test_a_careless_choice_of_places_is_held_back(home, units, monkeypatch):
    """The control: at every row with enough, as people ask for first."""

    def everywhere(table, written):
        return [
            disclosure.CommentList("u:root", ("u:S", "u:PK", "u:K"), sum(written.values())),
            disclosure.CommentList("u:S", ("u:S",), written["u:S"]),
        ]

    monkeypatch.setattr(disclosure, "place_comments", everywhere)

    with pytest.raises(Refused):
        released_with(home, units)

    assert not CommentRelease.objects.exists()


def test_releasing_again_shuffles_nothing_anew(round_, waiting):
    release_round(round_, at=make.NOW)

    assert CommentRelease.objects.get().lists == waiting.lists


# --- who reads them, and when -----------------------------------------------------------------


def shown_to(person, round_):
    return comments_for(release_for(person, round_))


def test_before_both_have_signed_nobody_is_shown_any(round_, waiting, units, hr, rep):
    sign(waiting, hr)

    for person in (hr, rep, make.person(units["P"], "Lis", "leader")):
        assert shown_to(person, round_) is None


def test_when_both_have_signed_each_sees_the_lists_of_their_rows(
    round_, waiting, units, hr, rep
):
    sign(waiting, hr, rep)

    rows = {
        who: {one.row for one in shown_to(person, round_)}
        for who, person in {
            "leader of packing": make.person(units["PK"], "Lis", "leader"),
            "leader of production": make.person(units["P"], "Per", "leader"),
            "in the office": make.person(units["K"], "Bo"),
            "hr": hr,
        }.items()
    }
    assert rows == {
        "leader of packing": {"u:root"},
        "leader of production": {"u:root", "u:S"},
        "in the office": {"u:root"},
        "hr": {"u:root", "u:S"},
    }


@pytest.mark.parametrize("kind", ["", "leader", "top_management", "union_rep", "administrator"])
@pytest.mark.usefixtures("hr", "rep")
def test_nobody_else_looks_through_them(client, waiting, units, kind):
    round_ = waiting.release.round
    somebody = make.person(units["P"], "Lis", *filter(None, [kind]))
    make.sign_in(client, somebody)

    response = client.get(address(round_))

    assert response.status_code == 404
    with pytest.raises(Refused):
        sign(waiting, somebody)


def test_a_stranger_is_not_told_that_there_are_any(client, round_, waiting):
    stranger = make.person(make.organisation("Sydværk"), "Fremmed", "hr")
    make.sign_in(client, stranger)

    assert client.get(address(round_)).status_code == 404
    with pytest.raises(Refused):
        services.sign_comments(waiting, by=stranger, at=make.NOW, digest=digest_now(waiting))


def test_where_there_is_no_hr_whoever_signs_for_management_looks(round_, waiting, units, rep):
    top = make.person(units["K"], "Birgit", "top_management")

    assert sign(waiting, top, rep).released_at == make.NOW


def test_one_side_cannot_sign_twice(waiting, units, hr):
    other = make.person(units["S"], "Helle", "hr")
    sign(waiting, hr)

    with pytest.raises(Refused):
        sign(waiting, other)


def test_whoever_appointed_the_representative_cannot_sign_with_them(waiting, units, hr):
    rep = make.person(units["S"], "Ali")
    make.role(rep, "employee_rep", appointed_by=hr)
    sign(waiting, hr)

    with pytest.raises(Refused):
        sign(waiting, rep)


def test_it_is_written_down_that_it_was_signed_and_nothing_of_what_was_read(waiting, hr, rep):
    sign(waiting, hr, rep)

    events = list(Event.objects.filter(what__startswith="comment").values())
    assert sorted(event["what"] for event in events) == [
        "comments-released",
        "comments-signed",
        "comments-signed",
    ]
    assert "støberi 0" not in str(events)


# --- withholding ------------------------------------------------------------------------------


def doubt(waiting, text, *people, reason="names"):
    for person in people:
        key = key_of(waiting, text)
        services.doubt_comment(waiting, key, reason=reason, by=person, at=make.NOW)


def test_one_side_alone_withholds_nothing(round_, waiting, hr, rep):
    doubt(waiting, "støberi 03", hr)

    sign(waiting, hr, rep)

    assert all(one.withheld == 0 for one in shown_to(hr, round_))


def test_what_both_withhold_is_wiped_and_counted(round_, waiting, hr, rep):
    doubt(waiting, "støberi 03", hr, rep)

    done = sign(waiting, hr, rep)

    assert "støberi 03" not in str(done.lists)
    assert not CommentDoubt.objects.exists()
    shown = {one.row: one for one in shown_to(hr, round_)}
    assert (len(shown["u:S"].texts), shown["u:S"].withheld) == (11, 1)


def test_who_has_signed_must_sign_again_when_something_more_is_withheld(waiting, hr, rep):
    doubt(waiting, "støberi 03", hr)
    sign(waiting, hr)

    doubt(waiting, "støberi 03", rep)

    assert waiting.signatures.count() == 0
    assert sign(waiting, rep).released_at is None


def test_nobody_signs_for_something_else_than_they_have_read(waiting, hr, rep):
    digest = digest_now(waiting)
    doubt(waiting, "støberi 03", hr, rep)

    with pytest.raises(Refused):
        services.sign_comments(waiting, by=hr, at=make.NOW, digest=digest)


def test_a_doubt_can_be_taken_back_until_they_are_released(waiting, hr, rep):
    doubt(waiting, "støberi 03", hr, rep)
    doubt(waiting, "støberi 03", rep, reason="")
    assert queries.withheld(waiting) == {}

    done = sign(waiting, hr, rep)

    with pytest.raises(Refused):
        services.doubt_comment(
            done, key_of(done, "støberi 03"), reason="names", by=hr, at=make.NOW
        )


@pytest.mark.parametrize(("key", "reason"), [("nowhere", "names"), (None, "disagrees")])
def test_only_what_is_there_is_withheld_and_only_for_a_reason(waiting, hr, key, reason):
    with pytest.raises(Refused):
        services.doubt_comment(
            waiting,
            key or key_of(waiting, "støberi 03"),
            reason=reason,
            by=hr,
            at=make.NOW,
        )


def test_changed_in_the_database_they_are_shown_to_nobody(round_, waiting, hr, rep, caplog):
    done = sign(waiting, hr, rep)
    done.lists[0]["comments"][0]["text"] = "forged"
    done.save()

    assert shown_to(hr, round_) is None
    assert "E303" in caplog.text


def test_the_box_forgets_what_was_written_once_the_release_has_it(home, units, round_, waiting):
    other = make.closed_round(home, {units["S"]: 20}, comments={units["S"]: ["ikke endnu"]})
    assert Comment.objects.filter(box=round_.box_code).exists()

    services.tick(at=make.NOW)

    assert not Comment.objects.filter(box=round_.box_code).exists()
    assert lists(CommentRelease.objects.get(pk=waiting.pk)) == lists(waiting)
    other.refresh_from_db()
    assert other.state == "released"  # it was counted, so the clock has released it too


def test_until_there_is_a_release_the_box_keeps_it(home, units):
    """The control."""
    closed = make.closed_round(home, {units["S"]: 20}, comments={units["S"]: ["ikke endnu"]})

    forget_comments()

    assert Comment.objects.filter(box=closed.box_code).exists()
