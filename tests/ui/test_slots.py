"""A place on a page that rooms above fill."""

from collections import defaultdict

import pytest
from django.contrib.messages import INFO as DEFAULT_LEVEL
from django.contrib.messages.storage.base import Message
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
        return {"messages": [Message(DEFAULT_LEVEL, thing)]}

    slots.fill(place, "ui/messages.html", reading)
    slots.fill(place, "ui/messages.html", reading)

    assert slots.rendered(place, request(), "Ugeplanen hænger klar").count("Ugeplanen") == 1


def test_what_is_shown_there_is_escaped_by_its_template(place):
    def reading(_request, thing):
        return {"messages": [Message(DEFAULT_LEVEL, thing)]}

    slots.fill(place, "ui/messages.html", reading)

    assert "<script>" not in slots.rendered(place, request(), "<script>")


def test_a_reading_of_none_leaves_the_place_empty(place):
    slots.fill(place, "there/is/no/such.html", lambda _request, _thing: None)

    assert slots.rendered(place, request(), None) == ""
