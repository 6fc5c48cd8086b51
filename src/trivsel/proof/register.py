"""Which proofs there are, by name. None is loaded before it is asked for."""

from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from trivsel import proof
from trivsel.proof.report import Proof

# Every package of the room is a proof: its name is the command's word for it.
PROOFS = {
    found.name: f"{proof.__name__}.{found.name}"
    for found in iter_modules(proof.__path__)
    if found.ispkg
}


def load(name: str) -> Proof:
    """Give the proof of this name."""
    return cast("Proof", import_module(PROOFS[name]).prove)
