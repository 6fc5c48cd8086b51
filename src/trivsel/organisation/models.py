"""Organisations, their tree of units, the people in it and the roles they carry."""

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

unit_code = RegexValidator(
    r"\A(?!\.{1,2}\Z)[^\s/\\\x00-\x1f](?:[^/\\\x00-\x1f]*[^\s/\\\x00-\x1f])?\Z",
    _("A code has no slash, and no space at its ends."),
)


class Organisation(models.Model):
    """One workplace. Everything below hangs on it; nothing is shared between two."""

    slug = models.SlugField(_("address"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=200)
    minimum_group = models.PositiveSmallIntegerField(
        _("minimum group size"), default=5, validators=[MinValueValidator(5)]
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_minimum_group_at_least_5", condition=Q(minimum_group__gte=5)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:overview", args=[self.slug])


class Unit(models.Model):
    """A node of the organisation tree. One root per organisation.

    ``first`` and ``last`` number the tree depth first: a unit's subtree is exactly the units
    whose ``first`` lies in [first, last]. The service that changes the tree renumbers it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    code = models.CharField(_("code"), max_length=50, validators=[unit_code])
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    first = models.PositiveIntegerField(default=0, editable=False)
    last = models.PositiveIntegerField(default=0, editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["organisation_id", "first"]
        constraints = [
            models.UniqueConstraint("organisation", "code", name="unit_code_once"),
            models.UniqueConstraint(
                "organisation", condition=Q(parent__isnull=True), name="unit_one_root"
            ),
            models.CheckConstraint(
                name="unit_not_its_own_parent", condition=~Q(pk=F("parent"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:unit", args=[self.organisation.slug, self.code])


class Person(models.Model):
    """Somebody who works here. Many have no e-mail and never sign in."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="people")
    number = models.CharField(_("employee number"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people")
    job_title = models.CharField(_("job"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=5, default="da")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        ordering = ["organisation_id", "name", "number"]
        indexes = [models.Index("organisation", "name", "number", name="person_by_name")]
        constraints = [
            models.UniqueConstraint("organisation", "number", name="person_number_once"),
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=~Q(email="") & Q(left_on__isnull=True),
                name="person_email_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:person", args=[self.organisation.slug, self.pk])


class Role(models.Model):
    """Something a person is, for a unit and all below it, or for the whole organisation."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("leader")
        SAFETY_REP = "safety_rep", _("health and safety representative")
        UNION_REP = "union_rep", _("union representative")
        EMPLOYEE_REP = "employee_rep", _("employees' chosen representative")
        HR = "hr", _("HR")
        TOP_MANAGEMENT = "top_management", _("top management")
        ADMINISTRATOR = "administrator", _("administrator")

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=Kind)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="roles")
    appointed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="appointments"
    )
    chosen_on = models.DateField(_("chosen on"), null=True, blank=True)
    chosen_how = models.CharField(_("how they were chosen"), max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint("person", "kind", "unit", name="role_once"),
            models.CheckConstraint(
                name="role_chosen_has_day_and_way",
                condition=(Q(chosen_on__isnull=True) & Q(chosen_how=""))
                | (Q(chosen_on__isnull=False) & ~Q(chosen_how="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.unit}"


class Import(models.Model):
    """Files that were read and compared, waiting for one click; empty once carried out.

    The files themselves are never kept. The rows are, until they are carried out, dropped or
    a week old. Whether a draft is stale is not stored: it is when ``fingerprint`` no longer
    fits the organisation.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("waiting")
        DONE = "done", _("carried out")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="imports")
    status = models.CharField(choices=Status, default=Status.DRAFT, max_length=5)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True)
    rows = models.JSONField(default=dict, blank=True)
    differences = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    summary = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="import_done_has_a_time",
                condition=Q(status="done") ^ Q(done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}, {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("organisation:import-preview", args=[self.organisation.slug, self.pk])
