"""Small questionnaires with a few answers, made up."""

from dataclasses import dataclass, field

from hypothesis import strategies as st


@dataclass
class Scale:
    key: str
    needed: int


@dataclass
class Item:
    scale: str
    options: int
    reversed: bool = False


@dataclass
class Spec:
    items: list[Item] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)

    def points(self, item):
        straight = [100 * place / (item.options - 1) for place in range(item.options)]
        return straight[::-1] if item.reversed else straight

    def answers_needed(self, scale):
        return scale.needed


@st.composite
def answered(draw):
    spec = Spec()
    for key in "abc"[: draw(st.integers(1, 3))]:
        size = draw(st.integers(1, 4))
        spec.scales.append(Scale(key, (size + 1) // 2))
        spec.items += [
            Item(key, draw(st.integers(2, 7)), draw(st.booleans())) for _ in range(size)
        ]
    spec.items = draw(st.permutations(spec.items))
    rows = st.tuples(*(st.integers(0, item.options) for item in spec.items)).map(bytes)
    return spec, draw(st.lists(rows, max_size=8))
