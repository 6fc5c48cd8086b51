"""Two stores: what the ballots room owns lives in its own database, all else in the other."""

from typing import Any

from django.db.models import Model


class TwoStores:
    def db_for_read(self, model: type[Model], **_: Any) -> str:
        return "ballots" if model._meta.app_label == "ballots" else "default"  # noqa: SLF001 - documented

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_: Any) -> bool:
        # not type(): request.user is a wrapper that only passes for its class
        return self.db_for_read(one.__class__) == self.db_for_read(other.__class__)

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == "ballots") == (app_label == "ballots")
