"""What the ballots room owns lives in its own store, all else in the other."""

import pytest
from django.apps import apps
from django.db import connections

from trivsel.ballots.models import Answer, Ballot, Box
from trivsel.config.router import TwoStores
from trivsel.organisation.models import Organisation, Person

BALLOTS = set(apps.get_app_config("ballots").get_models())


def test_every_table_has_one_store():
    router = TwoStores()

    for model in apps.get_models():
        store = "ballots" if model in BALLOTS else "default"
        assert router.db_for_read(model) == router.db_for_write(model) == store


def test_no_row_points_from_one_store_to_the_other():
    router = TwoStores()

    assert router.allow_relation(Ballot(), Box())
    assert router.allow_relation(Person(), Organisation())
    assert not router.allow_relation(Answer(), Person())


@pytest.mark.django_db(databases=["default", "ballots"])
def test_each_store_has_its_own_tables_and_none_of_the_others():
    tables = {
        alias: set(connections[alias].introspection.table_names())
        for alias in ("default", "ballots")
    }
    ballots = {model._meta.db_table for model in BALLOTS}

    assert tables["ballots"] - ballots == {"django_migrations"}
    assert tables["default"] & ballots == set()
