"""Two stores: what the ballots room owns lives in its own database, all else in the other."""

from typing import Any

from django.db.models import Model


class TwoStores:
    def db_for_read(self, model: type[Model], **_: Any) -> str:
        return "ballots" if model._meta.app_label == "ballots" else "default"  # noqa: SLF001 - documented

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_: Any) -> bool:
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == "ballots") == (app_label == "ballots")
