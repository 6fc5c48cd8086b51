"""Commands that read one file and nothing else: no data folder, no settings, no database.

They run on any machine, also that of somebody who trusts ours not at all.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

UNREADABLE = 2

type Command = Callable[[argparse.Namespace], int]


def run_plan(given: argparse.Namespace) -> int:
    """Say what may be shown of an instance."""
    from trivsel.domain.disclosure.crossing import (  # noqa: PLC0415 - slow package
        BadPlanFile,
        TooMany,
        object_of,
        planned,
        read_plan_file,
    )
    from trivsel.domain.disclosure.rounds import (  # noqa: PLC0415 - slow package
        planned_rounds,
        read_rounds_file,
    )

    try:
        raw = Path(given.file).read_bytes()
        whole = object_of(raw)
        if "rounds" in whole:
            answer = planned_rounds(read_rounds_file(whole))
        else:
            answer = planned(read_plan_file(raw))
    except OSError as error:
        return _unreadable(given.file, error.strerror or str(error))
    except (BadPlanFile, TooMany) as error:
        return _unreadable(given.file, str(error))
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    return 0


def run_audit(given: argparse.Namespace) -> int:
    """Attack an exported release."""
    from trivsel.config import auditing  # noqa: PLC0415 - slow package

    return auditing.run(given.file)


def run_verify(given: argparse.Namespace) -> int:
    """Check a round's record, or its manifest."""
    from trivsel.config import verify  # noqa: PLC0415 - nothing else is loaded for it

    return verify.run(given, os.environ)


def _unreadable(file: str, why: str) -> int:
    sys.stderr.write(f"{file}: {why}\n")
    return UNREADABLE


COMMANDS: dict[str, Command] = {
    "audit": run_audit,
    "plan": run_plan,
    "verify": run_verify,
}
# Anybody's: they see only the file that whoever runs them gives.
POLICY = {"audit": "anybody", "plan": "anybody", "verify": "anybody"}
