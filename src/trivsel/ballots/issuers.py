"""The keys that stamp ballots: one for each round and cell, as files beside the database.

A key takes up to a second to make, so the job process keeps some in stock, and a round takes
what it needs from there. No key is ever given to two cells: whoever stamps cannot see which
cell a blinded message names, so one key for two would let somebody of the one answer in the
other. A key is destroyed when its round's last day of issue is over.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from trivsel.ballots import keys
from trivsel.ballots.keys import KeyLost
from trivsel.domain.blindsign import IssuerKey, PublicKey, blind_sign
from trivsel.domain.blindsign.manifest import Manifest

ENDING = ".issuer"


class OutOfStock(Exception):
    """Some cells have no key yet: the job process makes more, and the call can be repeated."""


def in_stock() -> int:
    """How many keys wait to be taken."""
    return len(_stock())


def make_one() -> None:
    """Make a key and lay it in stock, durable on disk before this returns."""
    key = IssuerKey.new()
    keys.write_once(_stock_folder() / f"{secrets.token_hex(8)}{ENDING}", key.der)


def take(box_code: str, cells: Iterable[str]) -> dict[str, PublicKey]:
    """Give each cell of a box a key of its own; one that has its key keeps it.

    Raises:
        OutOfStock: Not all of them have one; those who got one keep it.
    """
    wanted = list(cells)
    missing = [cell for cell in wanted if not _path(box_code, cell).exists()]
    for cell in missing:
        _take_one(_path(box_code, cell))
    return {cell: _read(box_code, cell).public for cell in wanted}


def check(box_code: str, manifest: Manifest) -> None:
    """Make sure that each cell's key is there, and is the one that the manifest names.

    Raises:
        KeyLost: One is not: nobody of that cell could answer.
    """
    for cell in manifest.cells:
        if _read(box_code, cell.code).public != cell.key:
            raise KeyLost(f"the key of cell {cell.code} is not the one in the manifest")


def stamp(box_code: str, cell: str, blinded: bytes) -> bytes:
    """Stamp a blinded ballot. The same ballot gets the same stamp again.

    Raises:
        BadRequest: It is no blinded message under the cell's key.
        KeyLost: The cell has no key, or no longer has it.
        Faulty: The computer made a mistake; nothing of it leaves.
    """
    return blind_sign(_read(box_code, cell), blinded, secrets.token_bytes)


def destroy(box_code: str) -> None:
    """Destroy the keys of all cells of a box; nothing happens if they are gone already."""
    for path in Path(settings.KEYS).glob(f"{keys.named(box_code)}-*{ENDING}"):
        keys.destroy(path)


def boxes() -> set[str]:
    """The codes of the boxes that have keys lying here."""
    return {path.name.split("-")[0] for path in Path(settings.KEYS).glob(f"*-*{ENDING}")}


def _take_one(path: Path) -> None:
    for candidate in _stock():
        # Moved first, under a name that nobody else looks for: of two that want the same key,
        # one gets it and the other finds it gone.
        mine = candidate.with_name(f".{candidate.stem}-{secrets.token_hex(4)}")
        with suppress(FileNotFoundError):
            candidate.rename(mine)
            with suppress(FileExistsError):  # the cell has got one meanwhile
                path.hardlink_to(mine)
            mine.unlink()
            keys.flush_folder(path.parent)
            return
    raise OutOfStock("There are fewer keys in stock than cells that need one.")


def _read(box_code: str, cell: str) -> IssuerKey:
    path = _path(box_code, cell)
    try:
        return IssuerKey.from_der(path.read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise KeyLost(f"{path.name} is missing or damaged in the folder of keys") from error


def _path(box_code: str, cell: str) -> Path:
    return Path(settings.KEYS) / f"{keys.named(box_code)}-{keys.named(cell)}{ENDING}"


def _stock_folder() -> Path:
    return Path(settings.KEYS) / "stock"


def _stock() -> list[Path]:
    return sorted(_stock_folder().glob(f"[0-9a-f]*{ENDING}"))
