"""Tools of the toolbox: what a content file may say; parse it, or complain with file and line.

The format is described in content/README.md, which is printed from ``kinds`` and ``tool``.
"""

from trivsel.domain.toolspec.box import disagreements
from trivsel.domain.toolspec.complaints import Complaint, ToolErrors
from trivsel.domain.toolspec.fields import LONGEST_KEY, TAKEN, Field, Options
from trivsel.domain.toolspec.kinds import KINDS, Kind, options
from trivsel.domain.toolspec.reading import LARGEST, read_tool
from trivsel.domain.toolspec.register import Register, losses, recorded, unrecorded
from trivsel.domain.toolspec.registerfile import LARGEST_REGISTER, read_register, write_register
from trivsel.domain.toolspec.steps import FEWEST_STEPS, MOST_STEPS
from trivsel.domain.toolspec.tool import BRINGS, MODES, SHARINGS, STEP, TOP, Step, Tool
from trivsel.domain.toolspec.words import Option, Spoken, Value, Words, spoken

__all__ = [
    "BRINGS",
    "FEWEST_STEPS",
    "KINDS",
    "LARGEST",
    "LARGEST_REGISTER",
    "LONGEST_KEY",
    "MODES",
    "MOST_STEPS",
    "SHARINGS",
    "STEP",
    "TAKEN",
    "TOP",
    "Complaint",
    "Field",
    "Kind",
    "Option",
    "Options",
    "Register",
    "Spoken",
    "Step",
    "Tool",
    "ToolErrors",
    "Value",
    "Words",
    "disagreements",
    "losses",
    "options",
    "read_register",
    "read_tool",
    "recorded",
    "spoken",
    "unrecorded",
    "write_register",
]
