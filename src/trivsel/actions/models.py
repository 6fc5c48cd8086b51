"""Actions: what will be done about it, by whom, when; born everywhere, kept here."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trivsel.domain import levels as domain
from trivsel.organisation.models import Organisation, Person, Unit


class Action(models.Model):
    """Something a unit has agreed to do. Its origin is a value, never a foreign key upwards."""

    class Status(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        STARTED = "started", _("Started")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")

    class Level(models.TextChoices):
        INDIVIDUAL = domain.Level.INDIVIDUAL.value, pgettext_lazy("level", "Individual")
        GROUP = domain.Level.GROUP.value, pgettext_lazy("level", "Group")
        LEADER = domain.Level.LEADER.value, pgettext_lazy("level", "Leader")
        ORGANISATION = domain.Level.ORGANISATION.value, pgettext_lazy("level", "Organisation")

        @property
        def letter(self) -> str:
            return domain.Level(self.value).letter

    class Prevention(models.TextChoices):
        PRIMARY = domain.Prevention.PRIMARY.value, _("Primary: removes the cause")
        SECONDARY = domain.Prevention.SECONDARY.value, _("Secondary: helps people cope with it")
        TERTIARY = domain.Prevention.TERTIARY.value, _("Tertiary: helps those it has hit")

    class Audience(models.TextChoices):
        UNIT = "unit", _("The unit and those above it")
        ORGANISATION = "organisation", _("Everybody in the organisation")

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
            models.CheckConstraint(
                name="action_that_has_ended_says_what_came_of_it",
                condition=~Q(status__in=["done", "stopped"]) | ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.organisation.slug, self.pk])
