"""A place on a page that rooms above fill."""

from collections import defaultdict

import pytest
from django.test import RequestFactory

from trivsel.ui import slots


@pytest.fixture
def place(monkeypatch):
    monkeypatch.setattr(slots, "_fillings", defaultdict(list))
    return "a place"


def request():
    return RequestFactory().get("/")


def test_an_empty_place_shows_nothing(place):
    assert slots.rendered(place, request(), None) == ""


def test_what_is_put_there_is_shown_once_however_often_it_is_put(place):
    def reading(_request, thing):
        return {"message": thing}

    slots.fill(place, "ui/version.txt", reading)
    slots.fill(place, "ui/version.txt", reading)

    assert len(slots._fillings[place]) == 1


def test_a_reading_of_none_leaves_the_place_empty(place):
    slots.fill(place, "there/is/no/such.html", lambda _request, _thing: None)

    assert slots.rendered(place, request(), None) == ""
