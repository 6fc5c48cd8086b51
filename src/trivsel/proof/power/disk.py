"""A disk that loses power: what was synced is there, of the rest any part may be.

Data of a file are certain once the file was synced, names once their folder was. Of all else
each piece of 512 bytes, each new length and each new or removed name is there or is not, for
itself: so writes are dropped, torn, and come in another order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from trivsel.proof.power.record import (
    Opened,
    Removed,
    Resized,
    Said,
    Step,
    Synced,
    Written,
)

SECTOR = 512

type Files = Mapping[Path, bytes]


@dataclass
class Node:
    """One file's content: what is certain, and what was done since."""

    safe: bytes = b""
    loose: list[Written | Resized] = field(default_factory=list)


@dataclass
class Disk:
    """Names and the nodes behind them: certain ones, and what was done to names since."""

    now: dict[Path, Node]
    safe: dict[Path, Node]
    loose: list[tuple[Path, Node | None]] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """A disk with a folder's files as they are, all of it certain."""
        root = folder.resolve()
        files = {path: Node(path.read_bytes()) for path in root.rglob("*") if path.is_file()}
        return cls(now=dict(files), safe=dict(files))

    def do(self, step: Step) -> None:
        match step:
            case Opened(path, creates, empties):
                if creates and path not in self.now:
                    self.now[path] = Node()
                    self.loose.append((path, self.now[path]))
                elif empties:
                    self.now[path].loose.append(Resized(path, 0))
            case Written(path) | Resized(path):
                self.now[path].loose.append(step)
            case Synced(path) if path in self.now:
                node = self.now[path]
                node.safe, node.loose = applied(node, Fate(everything=True)), []
            case Synced(path):
                for name, node_ in [item for item in self.loose if item[0].parent == path]:
                    name_it(self.safe, name, node_)
                self.loose = [item for item in self.loose if item[0].parent != path]
            case Removed(path):
                del self.now[path]
                self.loose.append((path, None))
            case Said():
                pass

    @property
    def uncertain(self) -> int:
        """How many things may be there or not."""
        nodes = {id(node): node for node in [*self.now.values(), *self.safe.values()]}
        return len(self.loose) + sum(len(node.loose) for node in nodes.values())

    def after_the_end(self) -> Files:
        """What the files are if nothing goes wrong."""
        return {name: applied(node, Fate(everything=True)) for name, node in self.now.items()}

    def after_a_cut(self, fate: "Fate") -> Files:
        """What the files are found to be when power is back."""
        found = dict(self.safe)
        for name, node in self.loose:
            if fate.whole():
                name_it(found, name, node)
        return {name: applied(node, fate) for name, node in sorted(found.items())}


def name_it(names: dict[Path, Node], name: Path, node: Node | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


@dataclass
class Fate:
    """What becomes of each uncertain thing, asked for one after the other.

    Attributes:
        everything: Whether what is uncertain is there, but for the exception.
        except_for: The thing, by its number, that fares otherwise.
        chance: Decides instead, for each thing and piece by itself.
    """

    everything: bool = False
    except_for: int = -1
    chance: Random | None = None
    asked: int = -1

    def whole(self) -> bool:
        self.asked += 1
        if self.chance:
            return self.chance.random() < 1 / 2
        return self.everything != (self.asked == self.except_for)

    def pieces(self, size: int) -> list[tuple[int, int]]:
        """From where to where of so many bytes reach the disk."""
        all_of_it = [(0, size)]
        if self.chance and self.chance.random() < 1 / 2:  # torn
            cuts = [(at, min(at + SECTOR, size)) for at in range(0, size, SECTOR)]
            return [cut for cut in cuts if self.chance.random() < 1 / 2]
        return all_of_it if self.whole() else []


def applied(node: Node, fate: Fate) -> bytes:
    """A node's content when its loose ends fare so."""
    content = bytearray(node.safe)
    for step in node.loose:
        if isinstance(step, Resized):
            if fate.whole():
                content[step.size :] = bytes(max(0, step.size - len(content)))
            continue
        for start, end in fate.pieces(len(step.data)):
            content.extend(bytes(max(0, step.at + end - len(content))))
            content[step.at + start : step.at + end] = step.data[start:end]
    return bytes(content)


def fates(uncertain: int, at_random: int, chance: Random) -> Iterator[Fate]:
    """Nothing, all, all but one, one alone, and some at random.

    Where more than a few things are uncertain, ``at_random`` of them are drawn to be that one.
    """
    yield Fate(everything=True)
    if not uncertain:
        return
    yield Fate()
    numbers = range(uncertain)
    for number in numbers if uncertain <= at_random else chance.sample(numbers, at_random):
        yield Fate(everything=True, except_for=number)
        yield Fate(except_for=number)
    for _ in range(at_random):
        yield Fate(chance=chance)
