"""The sealed box. Knows no people: rounds and cells are plain codes.

Whoever holds a copy of these tables must not learn who answered when, or after whom. So there
is no time and no sequence in any of them (only the box has dates), every key is random or a
keyed hash, and on SQLite the row tables are kept WITHOUT ROWID: by key, not by arrival.
"""

from django.db import models


class Box(models.Model):
    """One round's box. ``paper`` is all the answer page shows; frozen once the box is open.

    ``manifest`` is the public one, byte for byte, of a round answered with ballots; none of a
    round answered with slips. So nobody can hold both.
    """

    class State(models.TextChoices):
        PREPARED = "prepared"
        OPEN = "open"
        CLOSED = "closed"
        COUNTED = "counted"

    code = models.CharField(primary_key=True, max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    opens_on = models.DateField()
    closes_on = models.DateField()
    paper = models.JSONField()
    manifest = models.BinaryField(null=True)
    seal_key = models.BinaryField()
    invalid = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="box_opens_before_it_closes",
                condition=models.Q(opens_on__lte=models.F("closes_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Slip(models.Model):
    """A code slip, as a keyed hash. Says which cell it answers in, never who holds it."""

    code_hash = models.BinaryField(primary_key=True, max_length=32)
    box = models.ForeignKey(Box, models.CASCADE, db_constraint=False)
    cell = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"slip in {self.box_id}"


class Ballot(models.Model):
    """A sealed answer, waiting for the count. The nullifier makes it exactly once."""

    nullifier = models.BinaryField(primary_key=True, max_length=32)
    box = models.ForeignKey(Box, models.CASCADE, db_constraint=False)
    cell = models.CharField(max_length=20)
    envelope = models.BinaryField()

    def __str__(self) -> str:
        return f"ballot in {self.box_id}"


class Answer(models.Model):
    """One counted answer: a byte per item, 0 for none. The key is random and means nothing."""

    key = models.BinaryField(primary_key=True, max_length=16)
    box = models.ForeignKey(Box, models.CASCADE, db_constraint=False)
    cell = models.CharField(max_length=20)
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"answer in {self.box_id}"


class Comment(models.Model):
    """What somebody wrote in answer to an open question, apart from all else they answered.

    Nothing joins it to an answer or to another comment but the cell; each question's are
    shuffled on their own. The key is random and means nothing.
    """

    key = models.BinaryField(primary_key=True, max_length=16)
    box = models.ForeignKey(Box, models.CASCADE, db_constraint=False)
    cell = models.CharField(max_length=20)
    question = models.CharField(max_length=50)
    text = models.TextField()

    def __str__(self) -> str:
        return f"comment in {self.box_id}"


class Receipt(models.Model):
    """SHA-256 of an envelope that was opened at the count, for its owner to find again."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    box = models.ForeignKey(Box, models.CASCADE, db_constraint=False)

    def __str__(self) -> str:
        return f"receipt in {self.box_id}"


class Record(models.Model):
    """The one record of a box, signed, byte for byte as it is published."""

    box = models.OneToOneField(Box, models.CASCADE, primary_key=True, db_constraint=False)
    raw = models.BinaryField()

    def __str__(self) -> str:
        return f"record of {self.box_id}"
