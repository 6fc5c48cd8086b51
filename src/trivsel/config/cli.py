"""The `trivsel` command: bring it up, look after it. `trivsel COMMAND --help` says the rest."""

import argparse
import os
import sys
from collections.abc import Sequence

import django
from django.conf import settings

from trivsel.config import files
from trivsel.proof import scratch
from trivsel.proof.register import PROOFS

EPILOG = """\
examples:
  trivsel up --demo               start on http://localhost:8000 with a demo organisation
  trivsel up --port 9000 --data /srv/trivsel
  trivsel user add karen@firm.dk --name "Karen Holm" --organisation firm --create "The Firm A/S"
  trivsel doctor                  is this installation safe to use?
  trivsel verify protokol.json --words "isse tal krans fryser march perle"
  trivsel prove linkage           who wrote what? played 200 times on a scratch copy
"""


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="trivsel",
        description="Trivsel: measure, protect, talk, act, see the effect.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data",
        metavar="FOLDER",
        help="where databases, keys and files live (default: ./data)",
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")

    up = commands.add_parser(
        "up", parents=[shared], help="prepare everything and serve until interrupted"
    )
    up.add_argument(
        "--port", type=int, default=8000, help="the port to serve on (default: 8000)"
    )
    up.add_argument(
        "--host",
        default="localhost",
        help="the address to listen on (default: localhost; else put https in front)",
    )
    up.add_argument("--demo", action="store_true", help="with the demo organisation")
    up.add_argument("--no-demo", dest="demo", action="store_false", help="without it")

    demo = commands.add_parser(
        "demo", parents=[shared], help="the demo organisation: logins, codes, slips"
    )
    what = demo.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser(
        "build", parents=[shared], help="make the demo organisation, if it is not there"
    )
    what.add_parser("logins", parents=[shared], help="who can sign in, and how")
    code = what.add_parser(
        "code", parents=[shared], help="the second factor of a demo login, right now"
    )
    code.add_argument("name", help="the first name, as `trivsel demo logins` prints it")
    slips = what.add_parser(
        "slips", parents=[shared], help="unused codes of the open demo round"
    )
    slips.add_argument("--count", type=int, default=3, help="how many (default: 3)")

    user = commands.add_parser("user", parents=[shared], help="people who can sign in")
    who = user.add_subparsers(dest="what", required=True, metavar="WHAT")
    add = who.add_parser(
        "add", parents=[shared], help="an administrator, and the organisation if it is new"
    )
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument(
        "--organisation", required=True, metavar="SLUG", help="its word in addresses"
    )
    add.add_argument("--create", metavar="NAME", help="make the organisation, with this name")
    password = who.add_parser("password", parents=[shared], help="give a user a new password")
    password.add_argument("email")
    factor = who.add_parser(
        "remove-factor",
        parents=[shared],
        help="for somebody who lost phone and recovery codes: they set up a new one",
    )
    factor.add_argument("email")
    who.add_parser("list", parents=[shared], help="everybody who can sign in")

    audit = commands.add_parser(
        "audit",
        help="attack an exported release: can a few be worked out? needs no data folder",
    )
    audit.add_argument("file", metavar="FILE", help="the downloaded release, or - for stdin")

    seal = commands.add_parser(
        "seal", parents=[shared], help="the key that the answers of an open round are sealed to"
    )
    of_seal = seal.add_subparsers(dest="what", required=True, metavar="WHAT")
    restore = of_seal.add_parser(
        "restore",
        parents=[shared],
        help="bring a lost key back from its two printed halves (docs/operate/backup.md)",
    )
    restore.add_argument("box", metavar="BOX", help="the code on both sheets")

    commands.add_parser("doctor", parents=[shared], help="is this installation safe to use?")
    commands.add_parser(
        "jobs", parents=[shared], help="the job process alone (`up` starts its own)"
    )
    commands.add_parser(
        "prepare", parents=[shared], help="make tables and pages' files without serving"
    )
    plan = commands.add_parser(
        "plan", help="what may be shown of an instance in a file (docs/method/crossing.md)"
    )
    plan.add_argument("file", metavar="FILE", help="the instance, as JSON")

    prove = commands.add_parser(
        "prove", help="try the promises out on a scratch copy, never on your own data"
    )
    prove.add_argument(
        "proof",
        nargs="?",
        default="all",
        choices=[*PROOFS, "all"],
        help="which one (default: all)",
    )
    prove.add_argument("--short", action="store_true", help="a quick form, with less power")
    prove.add_argument("--rounds", type=int, help="how often, instead of what the form has")
    prove.add_argument(
        "--database",
        metavar="URL",
        default="",
        help="on this PostgreSQL server, in databases made and dropped (default: embedded)",
    )
    commands.add_parser(
        "roles", parents=[shared], help="the users and rights that PostgreSQL needs, as SQL"
    )
    add_verify(commands)
    return root


def add_verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = commands.add_parser(
        "verify",
        help="check a round's record on any machine; needs no data folder and no settings",
        description=(
            "Check a round's record (protokol.json) or its manifest (manifest.json). Ends with"
            " 0 if all that was checked holds, 1 if something does not, 2 if a file cannot be"
            " read."
        ),
    )
    verify.add_argument("file", metavar="FILE", help="the record, or the manifest")
    verify.add_argument(
        "--receipt",
        metavar="R",
        nargs="+",
        action="extend",
        default=[],
        help="a receipt of your own: is it among them?",
    )
    verify.add_argument(
        "--earlier",
        metavar="FILE",
        nargs="+",
        action="extend",
        default=[],
        help="records or manifests of earlier rounds",
    )
    verify.add_argument(
        "--words", default="", metavar='"SIX WORDS"', help="as a colleague reads them to you"
    )
    verify.add_argument(
        "--language", choices=["da", "en"], help="default: the machine's, else Danish"
    )


def main(argv: Sequence[str] | None = None) -> int:
    given = parser().parse_args(argv)
    if given.command in files.COMMANDS:
        return files.COMMANDS[given.command](given)
    os.umask(0o077)  # names, sessions and ballots are for this user of the machine alone
    if getattr(given, "data", None):
        os.environ["TRIVSEL_DATA"] = os.path.abspath(given.data)  # noqa: PTH100 - before settings
    if given.command == "up" and "TRIVSEL_ORIGIN" not in os.environ:
        os.environ["TRIVSEL_ORIGIN"] = f"http://{given.host}:{given.port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trivsel.config.settings")
    if given.command == "prove":
        with scratch.place(given.database):
            return ready(given)
    return ready(given)


def ready(given: argparse.Namespace) -> int:
    """Make sure that the data folder can be used, then do what was asked for."""
    try:
        writable = os.access(settings.DATA, os.W_OK | os.X_OK)  # reading them makes the folder
    except OSError as error:
        sys.stderr.write(f"The data folder cannot be used ({error}); choose one with --data.\n")
        return 1
    if not writable:
        sys.stderr.write(f"{settings.DATA} cannot be written to; choose one with --data.\n")
        return 1
    django.setup()
    from trivsel.config import commands  # noqa: PLC0415 - models need the set-up above

    return commands.run(given)


if __name__ == "__main__":
    sys.exit(main())
