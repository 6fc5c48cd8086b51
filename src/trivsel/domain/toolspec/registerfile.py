"""The register of keys as a file: ``keys.toml``, made by scripts/content_keys.py."""

from collections.abc import Iterator
from textwrap import wrap

from trivsel.domain.toolspec.complaints import Spot, ToolErrors
from trivsel.domain.toolspec.reading import read_text, read_toml
from trivsel.domain.toolspec.register import Given, Kept, Register

LARGEST_REGISTER = 1_000_000  # bytes; ours has a twentieth of that
WIDTH = 96
HINT = "Make the register anew: python scripts/content_keys.py record"
HEAD = """\
# The keys that people's answers are kept under, as they were given out. Made by
# `python scripts/content_keys.py record`; `python manage.py check` holds the tools against it.
"""


def read_register(raw: bytes, *, file: str) -> Register:
    r"""Read a register.

    Raises:
        ToolErrors: It is no register; nothing else is ever raised.

    >>> raw = b'[B02]\nversion = 1\n[B02.steps.swings]\nkind = "pick"\nitems = ["rush"]\n'
    >>> read_register(raw, file="keys.toml")["B02"].steps["swings"].kind
    'pick'
    """
    top = Spot(file)
    text = read_text(raw, top, largest=LARGEST_REGISTER)
    document = read_toml(text, top) if text is not None else None
    register = {id_: _given(entry, top.named(id_)) for id_, entry in (document or {}).items()}
    if top.heard:
        raise ToolErrors(top.heard)
    return register


def _given(raw: object, spot: Spot) -> Given:
    match raw:
        case {"version": int(version), "steps": dict(steps), **rest} if not rest:
            return Given(version, {k: _kept(one, spot.named(k)) for k, one in steps.items()})
    spot.complain("This is no entry of the register.", HINT)
    return Given(0, {})


def _kept(raw: object, spot: Spot) -> Kept:
    match raw:
        case {"kind": str(kind), **lists}:
            names = {str(name): keys for name, keys in lists.items()}
            return Kept(kind, {k: _keys(keys, spot.named(k)) for k, keys in names.items()})
    spot.complain("This is no step of the register.", HINT)
    return Kept("", {})


def _keys(raw: object, spot: Spot) -> frozenset[str]:
    if isinstance(raw, list) and all(isinstance(key, str) for key in raw):
        return frozenset(raw)
    spot.complain("This is no list of keys.", HINT)
    return frozenset()


def write_register(register: Register) -> str:
    r"""Give the register as the text of its file, the same for the same register.

    >>> swings = Kept("pick", {"items": frozenset({"rush", "change"})})
    >>> print(write_register({"B02": Given(1, {"swings": swings})}).removeprefix(HEAD))
    <BLANKLINE>
    [B02]
    version = 1
    <BLANKLINE>
    [B02.steps.swings]
    kind = "pick"
    items = ["change", "rush"]
    <BLANKLINE>
    """
    return HEAD + "".join(f"{line}\n" for line in _lines(register))


def _lines(register: Register) -> Iterator[str]:
    for id_ in sorted(register):
        yield from ("", f"[{id_}]", f"version = {register[id_].version}")
        for key, kept in register[id_].steps.items():
            yield from ("", f"[{id_}.steps.{key}]", f'kind = "{kept.kind}"')
            for name in sorted(kept.keys):
                yield from _list(name, sorted(kept.keys[name]))


def _list(name: str, keys: list[str]) -> Iterator[str]:
    said = ", ".join(f'"{key}"' for key in keys)
    if len(line := f"{name} = [{said}]") <= WIDTH:
        yield line
    else:
        yield f"{name} = ["
        for part in wrap(f"{said},", WIDTH - 2, break_on_hyphens=False, break_long_words=False):
            yield f"  {part}"
        yield "]"
