"""Nordværk A/S, an invented works: its units, its people, and how they are doing."""

import csv
import io
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NAME = "Nordværk A/S"
SLUG = "nordvaerk"

# code, parent, name, how many work there besides those named below
UNITS = [
    ("NV", "", "Nordværk A/S", 3),
    ("P", "NV", "Produktion", 1),
    ("PK", "P", "Pakkeri", 1),
    ("PK1", "PK", "Pakkeri 1", 42),
    ("PK2D", "PK", "Pakkeri 2, daghold", 39),
    ("PK2A", "PK", "Pakkeri 2, aftenhold", 6),
    ("PK3", "PK", "Kasser og paller", 11),
    ("ST", "P", "Støberi", 1),
    ("ST1", "ST", "Smelteovn", 28),
    ("ST2", "ST", "Formrum", 33),
    ("ST3", "ST", "Efterbehandling", 21),
    ("VK", "P", "Værksted", 25),
    ("VH", "P", "Vedligehold", 6),
    ("L", "NV", "Lager og kørsel", 1),
    ("L1", "L", "Lager", 18),
    ("L2", "L", "Chauffører", 11),
    ("K", "NV", "Kontor", 0),
    ("K1", "K", "Salg og ordrer", 13),
    ("K2", "K", "Økonomi og løn", 6),
    ("K3", "K", "Konstruktion og it", 12),
    ("R", "NV", "Rengøring og kantine", 9),
]


# What people can call their own job in the form.
JOB_GROUPS = ("Operatør", "Håndværker", "Lager og kørsel", "Kontor og konstruktion")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the demo; those with a login word can sign in."""

    number: str
    name: str
    unit: str
    role: str = ""
    login: str = ""
    job: str = ""

    @property
    def email(self) -> str:
        return f"{self.login}@nordvaerk.example" if self.login else ""


NAMED = [
    Somebody("N001", "Birgit Holm", "NV", "topleder", "birgit", "direktør"),
    Somebody("N002", "Hanne Kjær", "NV", "hr", "hanne", "personalechef"),
    Somebody("N003", "Karen Lund", "P", "leder", "karen", "produktionschef"),
    Somebody("N004", "Ali Demir", "P", "amr", "ali", "operatør"),
    Somebody("N005", "Lis Thygesen", "PK1", "leder", "lis", "afdelingsleder"),
    Somebody("N006", "Bo Skov", "PK1", "", "bo", "operatør"),
    Somebody("N007", "Tove Bæk", "K", "leder", "", "kontorchef"),
]
FIRST = "Anna Bent Camilla Dorte Erik Freja Gert Helle Ivan Jette Kaj Lone Mads Nina Ole Pia Rune Sanne Tom Ulla Viggo Yasmin Åge Øjvind Maja Piotr Olena Søren Kirsten Agnieszka".split()  # noqa: E501, SIM905 - a list of names reads best in one line
LAST = "Andersen Bruun Carlsen Dahl Eskildsen Friis Gram Hansen Iversen Juhl Krogh Lauridsen Møller Nowak Olsen Poulsen Riis Sørensen Toft Ursin Vang Yılmaz Østergård Åkjær".split()  # noqa: E501, SIM905 - as above

# How far each unit lies from the house, per scale, in points of the answer scale (1-5).
MOOD = {
    "PK2D": {"demands": -1.0, "predictability": -0.7, "support": 0.5},
    "PK2A": {"demands": -0.9, "support": 0.6},
    "PK1": {"demands": -0.5, "support": 0.5},
    "PK3": {"demands": -0.4, "support": 0.3},
    "VK": {"support": -0.5, "recognition": -0.4, "meaning": 0.4},
    "VH": {"support": -0.3, "meaning": 0.5},
    "ST1": {"influence": 0.2, "demands": 0.2},
    "K1": {"demands": -0.3, "influence": 0.4},
    "K3": {"influence": 0.7, "meaning": 0.5},
    "L2": {"communication": -0.6},
}
HOUSE = {
    "influence": 3.4,
    "meaning": 3.9,
    "predictability": 3.1,
    "support": 3.7,
    "recognition": 3.4,
    "demands": 3.0,
    "communication": 3.3,
    "wellbeing": 3.6,
}


# How far the house lay from there in earlier rounds, in the same points: the demands have
# grown, plans hold less, and more is said about good work.
TWO_YEARS_AGO = {"demands": 0.6, "predictability": 0.3, "recognition": -0.4}
A_YEAR_AGO = {"demands": 0.4, "predictability": 0.15, "recognition": -0.2}


def people() -> Iterator[Somebody]:
    """Everybody, the named ones first; the same each time."""
    yield from NAMED
    chance = random.Random(2026)  # noqa: S311 - invented people, no secret
    number = 100
    for code, _parent, _name, how_many in UNITS:
        for _ in range(how_many):
            number += 1
            name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
            yield Somebody(f"N{number}", name, code, job="")


def units_file() -> bytes:
    """The units as a workplace would send them: semicolons and Danish headings."""
    rows = [("enhed", "overenhed", "navn"), *(row[:3] for row in UNITS)]
    return _csv(rows)


def people_file() -> bytes:
    heading = ("medarbejder", "navn", "e-mail", "enhed", "rolle", "stilling", "sprog")
    rows = [(p.number, p.name, p.email, p.unit, p.role, p.job, "da") for p in people()]
    return _csv([heading, *rows])


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8")


def mood(units: list[str], scale: str) -> float:
    """What people of these units would answer on average, high is good."""
    shifts = [MOOD.get(unit, {}).get(scale, 0.0) for unit in units] or [0.0]
    return HOUSE.get(scale, 3.5) + sum(shifts) / len(shifts)
