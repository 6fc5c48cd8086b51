"""The release plan of a manifest: what will be shown, decided before anybody answers."""

from dataclasses import dataclass

from trivsel.domain.blindsign.manifest.canonical import Value, check_text
from trivsel.domain.blindsign.manifest.checks import check_once, check_range
from trivsel.domain.blindsign.manifest.jsonpart import Part
from trivsel.domain.blindsign.refusals import BadManifest, NotCanonical

SMALLEST_MINIMUM = 5


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """What will be shown, decided before anybody answers.

    Attributes:
        minimum: Fewest answers behind any figure; 5, or raised.
        tables: Which tables, by name; at least one, each once.
    """

    minimum: int
    tables: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a plan that shows nothing, or too few together.

        Raises:
            BadManifest: With place and reason.
        """
        check_range("minimum", self.minimum, SMALLEST_MINIMUM)
        if not self.tables:
            raise BadManifest("tables", "must name at least one")
        for at, table in enumerate(self.tables):
            try:
                check_text(table)
            except NotCanonical as error:
                raise BadManifest(f"tables[{at}]", str(error)) from error
            if not table.strip():
                raise BadManifest(f"tables[{at}]", "must not be empty")
        check_once("tables[{}]", self.tables)

    @property
    def fields(self) -> dict[str, Value]:
        """The plan as JSON."""
        return {"minimum": self.minimum, "tables": list(self.tables)}

    @classmethod
    def of(cls, part: Part) -> "ReleasePlan":
        """Read a plan; BadManifest if it is none."""
        fields = part.fields("minimum", "tables")
        tables = tuple(item.text() for item in fields["tables"].items())
        with part.inside():
            return cls(fields["minimum"].number(), tables)
