"""The organisation as it is, in the terms an import is compared with."""

import json
from dataclasses import dataclass
from hashlib import sha256

from trivsel.domain.importfile.check import ROLES
from trivsel.domain.importfile.plan import NowPerson, NowUnit
from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.queries import EVERYWHERE, MANAGES_PEOPLE

Kind = Role.Kind


@dataclass(frozen=True, slots=True)
class Now:
    units: list[NowUnit]
    people: list[NowPerson]
    fingerprint: str


def read_now(organisation: Organisation, *, by: Person | None) -> Now:
    """Everything an import may change, and a fingerprint that differs when any of it does.

    Who carries the import out is part of the fingerprint, because they are never removed:
    somebody else would see another preview.
    """
    units = _units(organisation)
    people = _people(organisation, by=by)
    told = [
        by.pk if by else None,
        [[unit.code, unit.parent, unit.name, unit.held] for unit in units],
        [_told(person) for person in people],
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Now(units, people, sha256(text.encode()).hexdigest())


def belongs_to_file(role: Role, unit_id: int) -> bool:
    """Whether a file decides about this role of somebody in the unit.

    A role given by hand for another unit is not the file's to end, and the employees' own
    choice never is.
    """
    if role.kind not in ROLES:
        return False
    return role.kind in EVERYWHERE or role.unit_id == unit_id


def _units(organisation: Organisation) -> list[NowUnit]:
    held = _held(organisation)
    rows = Unit.objects.filter(organisation=organisation).order_by("first", "pk")
    return [
        NowUnit(code=code, parent=parent or "", name=name, held=pk in held)
        for pk, code, parent, name in rows.values_list("pk", "code", "parent__code", "name")
    ]


def _held(organisation: Organisation) -> set[int]:
    """Units something outside this room refers to: rounds, actions and what comes later.

    Found by the relations themselves, since this room does not know the rooms above it.
    """
    held: set[int] = set()
    for relation in Unit._meta.get_fields(include_hidden=True):  # noqa: SLF001 - public API
        model = relation.related_model
        if not relation.auto_created or not isinstance(model, type):
            continue
        if model._meta.app_label == Unit._meta.app_label:  # noqa: SLF001 - public API
            continue
        field = relation.field.name  # type: ignore[union-attr]
        rows = model._default_manager.filter(**{f"{field}__organisation": organisation})  # noqa: SLF001 - public API
        held.update(rows.values_list(field, flat=True).distinct())
    return held


def _people(organisation: Organisation, *, by: Person | None) -> list[NowPerson]:
    roles: dict[int, list[Role]] = {}
    for role in Role.objects.filter(person__organisation=organisation).order_by("pk"):
        roles.setdefault(role.person_id, []).append(role)
    people = Person.objects.filter(organisation=organisation).select_related("unit")
    return [
        _person(person, roles.get(person.pk, []), is_self=by is not None and person.pk == by.pk)
        for person in people.order_by("pk")
    ]


def _person(person: Person, roles: list[Role], *, is_self: bool) -> NowPerson:
    kinds = frozenset(str(r.kind) for r in roles if belongs_to_file(r, person.unit_id))
    lasting = MANAGES_PEOPLE if is_self else frozenset({Kind.ADMINISTRATOR})
    return NowPerson(
        number=person.number,
        name=person.name,
        email=person.email,
        unit=person.unit.code,
        job_title=person.job_title,
        language=person.language,
        roles=kinds,
        lasting=frozenset(str(kind) for kind in kinds & lasting),
        active=person.left_on is None,
        stays=is_self or Kind.ADMINISTRATOR in kinds,
        speaks=any(role.kind == Kind.EMPLOYEE_REP for role in roles),
    )


def _told(person: NowPerson) -> list[object]:
    return [
        *(person.number, person.name, person.email, person.unit, person.job_title),
        *(person.language, sorted(person.roles), person.active, person.stays, person.speaks),
    ]
