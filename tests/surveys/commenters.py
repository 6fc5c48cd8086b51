"""A workplace in which people have written, and the two who look through it."""

from django.urls import reverse

import make
from trivsel.surveys import commenting, queries, services

WRITTEN = {
    "S": [f"støberi {n:02}" for n in range(12)],
    "PK": ["pakkeri ene", "pakkeri anden", "pakkeri <b>tredje</b>"],
    "K": ["kontor ene", "kontor anden"],
}


def released_with(home, units, written=WRITTEN):
    comments = {units[code]: texts for code, texts in written.items()}
    groups = {units["S"]: 20, units["PK"]: 16, units["K"]: 14}
    return make.released_round(home, groups, comments=comments)


def digest_now(waiting):
    return commenting.digest_of(waiting.lists, queries.withheld(waiting))


def sign(waiting, *people):
    for person in people:
        digest = digest_now(waiting)
        waiting = services.sign_comments(waiting, by=person, at=make.NOW, digest=digest)
    return waiting


def lists(waiting):
    return {one["row"]: [c["text"] for c in one["comments"]] for one in waiting.lists}


def key_of(waiting, text):
    return next(c["key"] for one in waiting.lists for c in one["comments"] if c["text"] == text)


def address(round_):
    return reverse("surveys:comments", args=[round_.organisation.slug, round_.pk])
