"""Run proofs one after the other, say each finding as it comes, and what was not shown."""

import sys
import time
import traceback
from collections.abc import Mapping, Sequence

from django.core.management import call_command
from django.db import connections

from trivsel.proof.report import Finding, Proof, Scale


def tables() -> None:
    """Make the tables of both scratch stores."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", database="ballots", verbosity=0, interactive=False)


def run(proofs: Mapping[str, Proof], scale: Scale) -> int:
    """Run the proofs; 0 if every finding holds, else 1."""
    broken: list[str] = []
    for name, proof in proofs.items():
        say(f"{name}, {'long' if scale.long else 'short'} form, on {stores()}")
        began = time.monotonic()
        findings = tried(proof, scale)
        broken += [f"{name}: {finding.name}" for finding in findings if not finding.holds]
        say(f"  {len(findings)} findings in {time.monotonic() - began:.0f} s\n")
    if broken or not proofs:
        say("NOT proven:")
        for line in broken:
            say(f"  {line}")
        return 1
    say(f"Proven: {', '.join(proofs)}. What that shows, and what not: docs/method/.")
    return 0


def tried(proof: Proof, scale: Scale) -> Sequence[Finding]:
    """All findings of a proof. One that breaks off has shown nothing more."""
    findings: list[Finding] = []
    try:
        for finding in proof(scale):
            findings.append(finding)
            say(line(finding))
    except Exception as error:  # noqa: BLE001 - the other proofs still run
        findings.append(Finding("broke off", holds=False, told=f"{error!r}"))
        say(line(findings[-1]))
        traceback.print_exc()
    if not findings:
        findings.append(Finding("nothing tried", holds=False, told="the proof found nothing"))
        say(line(findings[-1]))
    return findings


def line(finding: Finding) -> str:
    return f"  {'ok  ' if finding.holds else 'FAIL'} {finding.name}: {finding.told}"


def stores() -> str:
    vendors = {connections[alias].display_name for alias in ("default", "ballots")}
    return " and ".join(sorted(vendors))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
