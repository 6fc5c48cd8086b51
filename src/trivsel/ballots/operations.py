"""Migration operations of this room."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.models import Model


class CreateUnorderedModel(CreateModel):
    """Create a table that keeps no order of arrival.

    SQLite numbers the rows of an ordinary table as they come (rowid), which is a clock for
    whoever knows the order people answered in. WITHOUT ROWID stores rows by their key alone.
    PostgreSQL gets a plain table, whose file the count rewrites; but it also samples rows into
    its statistics, which nothing empties, so there it is told to sample none. SQLite rebuilds a
    table when a column changes and would forget this: tests/ballots/test_tables.py watches.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        plain = schema_editor.sql_create_table
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.sql_create_table = plain + " WITHOUT ROWID"
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = plain
        model = to_state.apps.get_model(app_label, self.name)
        alias, vendor = schema_editor.connection.alias, schema_editor.connection.vendor
        if vendor == "postgresql" and self.allow_migrate_model(alias, model):
            _sample_nothing(schema_editor, model)


def _sample_nothing(schema_editor: BaseDatabaseSchemaEditor, model: type[Model]) -> None:
    table = model._meta  # noqa: SLF001 - documented
    for field in table.local_concrete_fields:
        schema_editor.execute(
            f"ALTER TABLE {schema_editor.quote_name(table.db_table)}"
            f" ALTER COLUMN {schema_editor.quote_name(str(field.column))} SET STATISTICS 0"
        )
