"""`trivsel audit FILE`: attack an exported release, anywhere. No data folder, no database."""

import sys
from pathlib import Path

from trivsel.domain.audit import (
    Report,
    Unreadable,
    attack_rounds,
    audit,
    holds_rounds,
    read_log,
    read_rounds,
)

FOUND, CANNOT_READ = 1, 2


def run(file: str) -> int:
    """Say what was tried and what was found; 0 is nothing, 1 a finding, 2 no release."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        report = _of_rounds(text) if holds_rounds(text) else audit(read_log(text))
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{file} cannot be read: {error}\n")
        return CANNOT_READ
    except Unreadable as complaint:
        sys.stderr.write(f"{file} is not a release that can be examined. {complaint}.\n")
        return CANNOT_READ
    sys.stdout.write(told(report))
    return FOUND if report.findings else 0


def _of_rounds(text: str) -> Report:
    """Attack each release by itself, then all together, as the file's policy asks."""
    policy, rounds = read_rounds(text)
    reports = [audit(log) for log in rounds.logs]
    tried = [tried for report in reports for tried in report.tried]
    if policy == "persistent":
        tried.append(attack_rounds(rounds))
    return Report(sum(report.figures for report in reports), tuple(tried))


def told(report: Report) -> str:
    """Put a report in words."""
    number = len(report.findings)
    word = "finding" if number == 1 else "findings"
    lines = [f"{number} {word} in {report.figures:,} figures.", ""]
    lines += [f"{finding.attack}: {finding.text}" for finding in report.findings]
    lines += [""] if report.findings else []
    for tried in report.tried:
        left = f", {tried.left_open:,} left open by ranges" if tried.left_open else ""
        lines.append(
            f"  {tried.letter}  {tried.title}: {tried.asked:,} questions{left},"
            f" {len(tried.findings)} found, {tried.seconds:.2f} s"
        )
    return "".join(f"{line}\n" for line in lines)
