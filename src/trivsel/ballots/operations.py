"""Migration operations of this room."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel


class CreateUnorderedModel(CreateModel):
    """Create a table that keeps no order of arrival.

    SQLite numbers the rows of an ordinary table as they come (rowid), which is a clock for
    whoever knows the order people answered in. WITHOUT ROWID stores rows by their key alone.
    Other databases get a plain table; there the count rewrites the file. SQLite rebuilds a
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
