"""The table can hold a number per tool and day, and nothing that could be somebody."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, models

from trivsel.figures.models import Opening

DAY = date(2026, 11, 22)
REGISTER = Path(__file__).parents[2] / "docs" / "operate" / "data.toml"


def registered() -> set[str]:
    register = tomllib.loads(REGISTER.read_text(encoding="utf-8"))
    return set(register["figures"]["Opening"]["fields"])


def beside_the_register(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()} - registered()


def that_date_or_number(model: type[models.Model]) -> list[str]:
    """Fields finer than a day, and running numbers, which are an order of arrival."""
    finer = (models.DateTimeField, models.TimeField, models.DurationField, models.AutoField)
    fields = model._meta.get_fields()
    return [field.name for field in fields if isinstance(field, (*finer, models.BigAutoField))]


class Naive(models.Model):
    """The negative control: what a counter looks like that was written without thinking."""

    tool = models.CharField(max_length=40)
    at = models.DateTimeField()
    address = models.GenericIPAddressField()
    language = models.CharField(max_length=2)

    class Meta:
        app_label = "naive_figures"
        managed = False

    def __str__(self) -> str:
        return "naive"


def test_the_room_has_one_table():
    assert list(apps.get_app_config("figures").get_models()) == [Opening]


def test_the_table_holds_tool_day_and_number_and_no_more():
    assert registered() == {"pk", "day", "tool", "what", "count"}
    assert beside_the_register(Opening) == set()
    assert that_date_or_number(Opening) == []


def test_a_counter_that_keeps_time_address_or_language_is_caught():
    assert beside_the_register(Naive) == {"id", "at", "address", "language"}
    assert that_date_or_number(Naive) == ["id", "at"]


def test_no_relation_leads_to_anybody():
    assert [f.name for f in Opening._meta.get_fields() if f.is_relation] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"tool": ""}, {"what": "who"}, {"count": 0}], ids=lambda wrong: next(iter(wrong))
)
def test_a_row_that_means_nothing_is_refused(wrong):
    right = {"day": DAY, "tool": "B02", "what": "page", "count": 1}
    Opening.objects.create(**right)

    with pytest.raises(IntegrityError):
        Opening.objects.create(**{**right, "day": date(2026, 11, 23), **wrong})


@pytest.mark.django_db
def test_a_tool_has_one_row_a_day():
    right = {"day": DAY, "tool": "B02", "what": "page", "count": 1}
    Opening.objects.create(**right)

    with pytest.raises(IntegrityError):
        Opening.objects.create(**right)
