"""Foreign browser code: fetch it from npm as listed, and prove that nobody touched it.

    python scripts/vendor.py check     every file has the hash that stands in its VENDOR.toml
    python scripts/vendor.py refresh   fetch the listed versions, copy the files, write hashes

A VENDOR.toml lies beside the files it lists. To move to a new version, change it there first.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("src", "tests")


def lists(root: Path = ROOT) -> list[Path]:
    return sorted(path for part in LISTS for path in (root / part).rglob("VENDOR.toml"))


def packages_in(list_: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(list_.read_text(encoding="utf-8"))["packages"])


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(list_: Path) -> Iterator[str]:
    """Files that were changed, are missing, or lie there without being listed."""
    folder = list_.parent
    listed = {"VENDOR.toml"}
    for package in packages_in(list_):
        for file in package["files"]:
            listed.add(file["name"])
            path = folder / file["name"]
            if not path.exists():
                yield f"{path}: listed, but not there"
            elif sha256(path) != file["sha256"]:
                yield f"{path}: is not the file of {package['name']} {package['version']}"
    for path in sorted(folder.iterdir()):
        if path.name not in listed:
            yield f"{path}: there, but not listed"


def refresh(list_: Path) -> None:
    for package in packages_in(list_):
        with tempfile.TemporaryDirectory() as folder:
            _unpack(f"{package['name']}@{package['version']}", Path(folder))
            for file in package["files"]:
                copy = list_.parent / file["name"]
                copy.write_bytes((Path(folder) / "package" / file["from"]).read_bytes())
                _write_hash(list_, file["name"], sha256(copy))


def _unpack(package: str, folder: Path) -> None:
    subprocess.run(  # noqa: S603 - a fixed program, arguments from our own list
        ["npm", "pack", package, "--silent", "--pack-destination", str(folder)],  # noqa: S607
        check=True,
    )
    [archive] = folder.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")


def _write_hash(list_: Path, name: str, hash_: str) -> None:
    text = list_.read_text(encoding="utf-8")
    line = re.compile(rf'(name = "{re.escape(name)}".*sha256 = ")[^"]*(")')
    list_.write_text(line.sub(rf"\g<1>{hash_}\g<2>", text), encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=["check", "refresh"])
    verb = parser.parse_args(arguments).verb
    if verb == "refresh":
        for list_ in lists():
            refresh(list_)
    found = [problem for list_ in lists() for problem in problems(list_)]
    for problem in found:
        print(problem)
    print(f"{len(lists())} lists, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
