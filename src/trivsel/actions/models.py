"""Actions: what will be done about it, by whom, when; born everywhere, kept here."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trivsel.organisation.models import Organisation, Person, Unit


class Action(models.Model):
    """Something a unit has agreed to do. Its origin is a value, never a foreign key upwards."""

    class Status(models.TextChoices):
        AGREED = "agreed", _("agreed")
        STARTED = "started", _("started")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")

    class Level(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        GROUP = "group", _("group")
        LEADER = "leader", _("leader")
        ORGANISATION = "organisation", _("organisation")

    class Prevention(models.TextChoices):
        PRIMARY = "primary", _("primary: removes the cause")
        SECONDARY = "secondary", _("secondary: helps people handle it")
        TERTIARY = "tertiary", _("tertiary: helps those it has hit")

    class Audience(models.TextChoices):
        UNIT = "unit", _("the unit and those above it")
        ORGANISATION = "organisation", _("everybody in the organisation")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="actions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="actions")
    what = models.CharField(_("what"), max_length=300)
    why = models.TextField(_("why"), max_length=2000)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    prevention = models.CharField(_("kind of prevention"), max_length=9, choices=Prevention)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="owned_actions")
    due_on = models.DateField(_("due on"))
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.AGREED)
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)
    audience = models.CharField(
        _("visible to"), max_length=12, choices=Audience, default=Audience.UNIT
    )
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_key = models.CharField(max_length=100, blank=True)
    origin_label = models.CharField(max_length=300, blank=True)
    origin_link = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_origin_has_kind_and_key",
                condition=(Q(origin_kind="") & Q(origin_key=""))
                | (~Q(origin_kind="") & ~Q(origin_key="")),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.organisation.slug, self.pk])
