"""Static files are named by their content, and ES modules import each other by those names."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from trivsel.ballots import bundles as ballots
from trivsel.toolbox import bundles as toolbox
from trivsel.ui.bundles import Bundle, MissingPart

BUNDLES = (*toolbox.BUNDLES, *ballots.BUNDLES)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True
    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its hash; the plain name for a file that nobody has collected yet."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


class Bundles(BaseFinder):
    """Finds the style sheets that are made of others, freshly joined each time.

    Django and WhiteNoise ask a finder for files, so they are laid in a folder of this process.
    """

    def check(self, **_: Any) -> list[CheckMessage]:
        return [fault for bundle in BUNDLES for fault in faults(bundle)]

    def find(self, path: str, find_all: bool = False) -> Any:  # noqa: FBT001, FBT002 - as Django
        found = [str(joined(bundle)) for bundle in BUNDLES if bundle.name == path]
        return found[0] if found and not find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:  # noqa: ARG002 - as Django
        shelf = FileSystemStorage(folder())
        for bundle in BUNDLES:
            joined(bundle)
            yield bundle.name, shelf


def joined(bundle: Bundle) -> Path:
    """The bundle as a file that holds what its parts hold now."""
    file = folder() / bundle.name
    text = bundle.text()
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".part")
        half.write_text(text, encoding="utf-8")
        half.replace(file)  # whoever reads at this moment reads a whole one
    return file


def faults(bundle: Bundle) -> Iterator[CheckMessage]:
    try:
        bundle.text()
    except MissingPart as missing:
        yield Error(
            f"The style sheet {bundle.name} lacks a part: {missing}",
            hint="Add the file, or take it out of the list in the room's bundles.py.",
            id="trivsel.E031",
        )


@cache
def folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="trivsel-bundles-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
