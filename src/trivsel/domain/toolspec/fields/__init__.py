"""The sorts of values a content file may hold. Each reads one value, or complains of it."""

from trivsel.domain.toolspec.fields.field import Field, Sort, read_fields
from trivsel.domain.toolspec.fields.keys import (
    KEY,
    LONGEST_KEY,
    TAKEN,
    TOOL_ID,
    ToolIds,
    read_key,
    read_name,
)
from trivsel.domain.toolspec.fields.options import Options, complain_of_twins
from trivsel.domain.toolspec.fields.plain import Flag, Number, OneOf, Several
from trivsel.domain.toolspec.fields.texts import SearchWords, Text

__all__ = [
    "KEY",
    "LONGEST_KEY",
    "TAKEN",
    "TOOL_ID",
    "Field",
    "Flag",
    "Number",
    "OneOf",
    "Options",
    "SearchWords",
    "Several",
    "Sort",
    "Text",
    "ToolIds",
    "complain_of_twins",
    "read_fields",
    "read_key",
    "read_name",
]
