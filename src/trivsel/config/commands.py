"""What each `trivsel` command does. Every command says who may run it: the operator."""

import argparse
import getpass
import sys
from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connections, transaction

from trivsel.accounts import queries
from trivsel.accounts import services as accounts
from trivsel.accounts.models import User
from trivsel.ballots import restoring, tally
from trivsel.config import doctor, jobs, roles, up
from trivsel.demo import house as demo
from trivsel.domain.blindsign.halves import Side
from trivsel.domain.refusal import Refused
from trivsel.organisation import services as organisation
from trivsel.proof import register, running
from trivsel.proof.report import Scale

type Command = Callable[[argparse.Namespace], int]

# Default deny for commands too: a command that is not here cannot be run.
POLICY = {
    "up": "operator",
    "demo": "operator",
    "user": "operator",
    "doctor": "operator",
    "jobs": "operator",
    "prepare": "operator",
    "prove": "operator",
    "roles": "operator",
    "seal": "operator",
}


def run(given: argparse.Namespace) -> int:
    try:
        return COMMANDS[given.command](given)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1


def run_up(given: argparse.Namespace) -> int:
    return up.up(host=given.host, port=given.port, with_demo=given.demo)


def run_demo(given: argparse.Namespace) -> int:
    match given.what:
        case "build":
            up.prepare()
            demo.build(step=up.step)
        case "logins":
            demo.tell_logins()
        case "code":
            sys.stdout.write(f"{demo.second_factor(given.name)}\n")
        case "slips":
            sys.stdout.write("".join(f"{line}\n" for line in demo.unused_slips(given.count)))
    return 0


def run_user(given: argparse.Namespace) -> int:
    match given.what:
        case "add":
            return add_administrator(given)
        case "password":
            user = user_with(given.email)
            accounts.set_password(user, new_password(user))
            sys.stdout.write("The password is changed.\n")
        case "remove-factor":
            accounts.remove_second_factor(user_with(given.email))
            sys.stdout.write(
                f"{given.email} signs in without a second factor the next time, and is then "
                "asked to set up a new one.\n"
            )
        case "list":
            for user in User.objects.order_by("email"):
                sys.stdout.write(f"{user.email}\t{user.name}\n")
    return 0


def user_with(email: str) -> User:
    user = queries.user_with(email)
    if user is None:
        raise Refused(f"Nobody signs in as {email}. `trivsel user list` shows who does.")
    return user


def new_password(user: User) -> str:
    password = getpass.getpass("New password: ")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return password


def add_administrator(given: argparse.Namespace) -> int:
    with transaction.atomic():
        if given.create:
            organisation.create_organisation(given.create, slug=given.organisation)
        person = organisation.make_administrator(
            slug=given.organisation, email=given.email, name=given.name
        )
    sys.stdout.write(
        f"{person.name} is administrator of {person.organisation}. Sign in with {given.email}: "
        "a link is sent by e-mail, or give a password with `trivsel user password`.\n"
    )
    return 0


def run_doctor(_: argparse.Namespace) -> int:
    problems = doctor.problems(everything=True)
    doctor.tell(problems)
    return int(any(problem.is_serious() for problem in problems))


def run_jobs(_: argparse.Namespace) -> int:
    try:
        doctor.refuse_to_start()
    except doctor.Unsafe as reason:
        raise Refused(str(reason)) from reason
    jobs.Jobs().run()
    return 0


def run_seal(given: argparse.Namespace) -> int:
    tally.harden()
    box = restoring.box_to_restore(given.box)
    parts = {
        side: restoring.read_half(box, side, typed(f"Half of the {side.value}: "))
        for side in Side
    }
    restoring.restore(box, parts)
    sys.stdout.write(
        "The key is back, and the answers can be opened at the count. If the other keys of this"
        " box are lost as well, no more ballots can be fetched; those fetched can be handed in."
        " Tear both sheets up when the results are out.\n"
    )
    return 0


def typed(asked: str) -> str:
    """Each half by its holder, not echoed; a line from elsewhere where nobody sits there."""
    if sys.stdin.isatty():
        return getpass.getpass(asked)
    return sys.stdin.readline()


def run_roles(_: argparse.Namespace) -> int:
    sys.stdout.write(roles.script())
    return 0


def run_prepare(_: argparse.Namespace) -> int:
    up.prepare()
    return up.set_paper()


def run_prove(given: argparse.Namespace) -> int:
    """Run the proofs where cli.main has made a scratch copy for them."""
    wanted = list(register.PROOFS) if given.proof == "all" else [given.proof]
    running.tables()
    proofs = {name: register.load(name) for name in wanted}
    try:
        return running.run(proofs, Scale(long=not given.short, rounds=given.rounds))
    finally:
        connections.close_all()


COMMANDS: dict[str, Command] = {
    "up": run_up,
    "demo": run_demo,
    "user": run_user,
    "doctor": run_doctor,
    "jobs": run_jobs,
    "prepare": run_prepare,
    "prove": run_prove,
    "roles": run_roles,
    "seal": run_seal,
}
