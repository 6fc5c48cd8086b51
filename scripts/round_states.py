"""Write the table of a round's states into docs/method/round-states.md."""

import os
import sys
from pathlib import Path

import django

PAGE = Path(__file__).parents[1] / "docs/method/round-states.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trivsel.config.settings")
    django.setup()
    from trivsel.surveys import states  # noqa: PLC0415 - needs the app registry

    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    drawn = f"```mermaid\n{states.diagram()}\n```\n\n{states.table()}"
    PAGE.write_text(f"{before}{BEGIN}\n\n{drawn}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
