"""The sealed box. Knows no people: rounds and cells are plain codes; no time, no order."""

from django.db import models


class Box(models.Model):
    """One round's box, frozen when it is prepared. ``paper`` is all the answer page shows."""

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
    seal_key = models.BinaryField()

    def __str__(self) -> str:
        return self.code


class Slip(models.Model):
    """A code slip, as a keyed hash. Says which cell the holder answers in, never who holds it."""

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
