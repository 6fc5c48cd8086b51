"""Set one report and end: what it says comes in as JSON, the PDF goes out.

    python -m trivsel.reports.typesetting < facts.json > report.pdf

Here Typst is loaded. It knows no database and no settings. It ends after each report, because
Typst keeps all it has read until then.
"""

import resource
import sys
from pathlib import Path

import typst

TRIVSEL = Path(__file__).resolve().parents[1]
TEMPLATE = TRIVSEL / "reports" / "typst" / "report.typ"
FONTS = TRIVSEL / "toolbox" / "typst" / "fonts"
CPU_SECONDS = 20  # far more than any report takes: a fault in a template ends, too


def typeset(facts: str) -> bytes:
    """The report as PDF/UA; without that mark where a name has letters no font here has."""
    compiler = typst.Compiler(
        str(TEMPLATE),
        root=str(TRIVSEL),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": facts},
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        # The standard forbids empty boxes in place of letters. The report is still tagged.
        if "could not be displayed" not in str(error):
            raise
        made = compiler.compile(format="pdf")
    if not isinstance(made, bytes):
        raise OSError("It gave no file.")
    return made


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
