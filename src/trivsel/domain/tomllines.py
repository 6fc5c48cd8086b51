"""Where in a TOML file each key stands. tomllib gives values without their places."""

import re
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field

GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|[^,\]}\n#\[{]+",
    re.DOTALL,
)


def find_lines(text: str) -> dict[str, int]:
    r"""Give the line, counted from 1, of each key of a TOML document that parses.

    Lists are counted from 1 too. Gives what it found so far if it loses its way.

    >>> find_lines('key = "x"\n[[items]]\nkey = "a"\n')
    {'key': 1, 'items': 2, 'items[1]': 2, 'items[1].key': 3}
    """
    walk = _Walk(text)
    with suppress(_Lost, RecursionError):
        walk.document()
    return walk.found


class _Lost(Exception):
    """The text is not what a TOML parser would have let through."""


@dataclass(slots=True)
class _Walk:
    text: str
    at: int = 0
    found: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n", self.text))]

    def document(self) -> None:
        prefix = ""
        while self.skip():
            if self.take("[["):
                prefix = self.header(many=True)
                self.expect("]]")
            elif self.take("["):
                prefix = self.header(many=False)
                self.expect("]")
            else:
                self.assignment(prefix)

    def header(self, *, many: bool) -> str:
        *outer, last = self.names()
        path = ""
        for name in outer:
            path = self.note(_join(path, name))
            if path in self.counts:
                path = f"{path}[{self.counts[path]}]"
        path = self.note(_join(path, last))
        if many:
            self.counts[path] = self.counts.get(path, 0) + 1
            return self.note(f"{path}[{self.counts[path]}]")
        return path

    def assignment(self, prefix: str) -> None:
        path = prefix
        for name in self.names():
            path = self.note(_join(path, name))
        self.expect("=")
        self.value(path)

    def value(self, path: str) -> None:
        self.skip()
        if self.take("["):
            self.members(path)
        elif self.take("{"):
            while self.skip() and not self.take("}"):
                if not self.take(","):
                    self.assignment(path)
        elif found := TEXT.match(self.text, self.at):
            self.at = found.end()
        else:
            raise _Lost

    def members(self, path: str) -> None:
        count = 0
        while self.skip() and not self.take("]"):
            if not self.take(","):
                count += 1
                self.value(self.note(f"{path}[{count}]"))

    def names(self) -> list[str]:
        names = []
        while found := KEY.match(self.text, self.at):
            self.at = found.end()
            names.append(next(group for group in found.groups() if group is not None))
            if not self.take("."):
                return names
        raise _Lost

    def note(self, path: str) -> str:
        self.found.setdefault(path, bisect_right(self.starts, self.at))
        return path

    def skip(self) -> bool:
        """Step over space and comments; False at the end."""
        if found := GAP.match(self.text, self.at):
            self.at = found.end()
        return self.at < len(self.text)

    def take(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def expect(self, sign: str) -> None:
        self.skip()
        if not self.take(sign):
            raise _Lost


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
