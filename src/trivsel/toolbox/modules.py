"""Which modules a page's scripts need, read from the modules themselves.

A browser learns of a module's imports only when it has come, one journey after the other. Named
in the page, all of them are asked for at once.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*["'](\.{1,2}/[^"']+)["'];""", re.MULTILINE)


@cache
def behind(*entries: str) -> tuple[str, ...]:
    """The entries and all that they import, directly or through others; each once."""
    found = dict.fromkeys(entries)
    waiting = [*entries]
    while waiting:
        fresh = [name for name in imports(waiting.pop(0)) if name not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return tuple(found)


def imports(name: str) -> Iterator[str]:
    """What a module says it imports, by its name below /static/.

    Raises:
        FileNotFoundError: There is no such module.
    """
    place = finders.find(name)
    if not isinstance(place, str):
        raise FileNotFoundError(f"No room has the module static/{name}.")
    for path in IMPORT.findall(Path(place).read_text(encoding="utf-8")):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
