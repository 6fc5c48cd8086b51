"""How often the tools are used: a number per tool and day, and nobody's."""

from django.db import models
from django.db.models import Q


class Opening(models.Model):
    """How often a tool's page was opened, or its PDF fetched, on one day.

    There is nothing here that could be somebody: no address, no language, no time of day. There
    is no running number either, which would tell which tool was opened before which.
    """

    class What(models.TextChoices):
        PAGE = "page"
        PDF = "pdf"

    # By day first: months are read and forgotten by it. The key is what makes one row of a day.
    pk = models.CompositePrimaryKey("day", "tool", "what")
    day = models.DateField()
    tool = models.CharField(max_length=40)
    what = models.CharField(max_length=4, choices=What)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="opening_is_of_a_tool", condition=~Q(tool="")),
            models.CheckConstraint(
                name="opening_is_of_a_page_or_a_pdf", condition=Q(what__in=["page", "pdf"])
            ),
            models.CheckConstraint(name="opening_has_happened", condition=Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.tool} {self.what} {self.day}"
