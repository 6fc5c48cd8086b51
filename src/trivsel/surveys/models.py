"""Instruments, rounds, their cells and signatures, and the one frozen release."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trivsel.organisation.models import Organisation, Person, Unit


class Instrument(models.Model):
    """A questionnaire, frozen as loaded. A new text is a new version, never a change.

    Without an organisation it came with Trivsel, and all can use it.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="instruments"
    )
    key = models.SlugField(max_length=50)
    version = models.CharField(max_length=20)
    title = models.JSONField()
    spec = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=timezone.now)
    loaded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["key", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation", "key", "version", name="instrument_version_once"
            ),
            models.UniqueConstraint(
                "key",
                "version",
                condition=Q(organisation__isnull=True),
                name="instrument_version_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Round(models.Model):
    """One wave of a survey in one organisation. Its states stand in states.py.

    ``cell_choices`` are the planner's wishes for units too small to stand alone.
    ``job_groups`` are the groups that people can choose from in the form, as they read them.
    ``continues`` says of a unit which unit of earlier rounds it continues, where the rule of
    continuing.py would not; an empty code says that it is new.
    ``manifest`` is what both sides sign, frozen, and ``digest`` its SHA-256.
    ``ballot_manifest`` is the public one, byte for byte, of a round answered with ballots; its
    digest stands in what both sides sign. ``box_code`` names the ballot box. ``count_trouble``
    says why its count is being tried again; ``held_back`` what the auditor has found, while it
    keeps a counted round from being released. ``issued`` is how many ballots were stamped,
    counted when the box has closed; ``record_digest`` is the SHA-256 of the round's public
    record, empty until that is published.
    ``reminded_on`` and ``noticed_on`` are how far the outbox has been filled, for everybody.
    """

    class AnsweredBy(models.TextChoices):
        SLIPS = "slips", _("code slips")
        BALLOTS = "ballots", _("ballots")

    class Policy(models.TextChoices):
        """What an answer of the same person in a later round is taken to be."""

        PERSISTENT = "persistent", _("rounds are protected together")
        INDEPENDENT = "independent", _("each round by itself")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        SIGNING = "signing", _("awaiting signatures")
        SIGNED = "signed", _("signed")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        RELEASED = "released", _("released")
        CANCELLED = "cancelled", _("cancelled")

    class Trouble(models.TextChoices):
        """Why a count has not succeeded yet; for the operator, who can help."""

        KEY = "key", _("the seal key is not there")
        STORE = "store", _("the files could not be rewritten")
        OTHER = "other", _("see the log")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rounds")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="rounds")
    name = models.CharField(_("name"), max_length=200)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    minimum_group = models.PositiveSmallIntegerField(_("minimum group size"), default=5)
    distribution_minimum = models.PositiveSmallIntegerField(default=10)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    answered_by = models.CharField(max_length=7, choices=AnsweredBy, default=AnsweredBy.SLIPS)
    policy = models.CharField(max_length=11, choices=Policy, default=Policy.PERSISTENT)
    cell_choices = models.JSONField(default=dict, blank=True)
    job_groups = models.JSONField(default=list, blank=True)
    continues = models.JSONField(default=dict, blank=True)
    manifest = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    ballot_manifest = models.BinaryField(null=True, blank=True)
    box_code = models.CharField(max_length=12, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    count_trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    issued = models.PositiveIntegerField(null=True, blank=True)
    record_digest = models.CharField(max_length=64, blank=True)
    participation_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    participation_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    held_back = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="round_opens_before_it_closes",
                condition=Q(opens_on__lte=F("closes_on")),
                violation_error_message=_("A round must open before it closes."),
            ),
            models.CheckConstraint(
                name="round_minimum_group_at_least_5", condition=Q(minimum_group__gte=5)
            ),
            models.CheckConstraint(
                name="round_distribution_minimum_at_least_10",
                condition=Q(distribution_minimum__gte=10),
            ),
            models.CheckConstraint(
                name="round_manifest_from_signing_on",
                condition=Q(state="cancelled")
                | (Q(state="planned") & Q(manifest__isnull=True) & Q(digest=""))
                | (~Q(state="planned") & Q(manifest__isnull=False) & ~Q(digest="")),
            ),
            models.CheckConstraint(
                name="round_box_from_signed_on",
                condition=Q(state="cancelled")
                | (Q(state="planned") & Q(box_code=""))
                | (Q(state="signing", answered_by="slips") & Q(box_code=""))
                | (Q(state="signing", answered_by="ballots") & ~Q(box_code=""))
                | (~Q(state__in=["planned", "signing"]) & ~Q(box_code="")),
            ),
            models.CheckConstraint(
                name="round_ballot_manifest_of_ballots_only",
                condition=Q(answered_by="slips", ballot_manifest__isnull=True)
                | Q(answered_by="ballots", state="cancelled")
                | Q(answered_by="ballots", state="planned", ballot_manifest__isnull=True)
                | (
                    Q(answered_by="ballots", ballot_manifest__isnull=False)
                    & ~Q(state="planned")
                ),
            ),
            models.CheckConstraint(
                name="round_closed_has_a_day",
                condition=Q(state__in=["closed", "released"], closed_on__isnull=False)
                | (~Q(state__in=["closed", "released"]) & Q(closed_on__isnull=True)),
            ),
            models.UniqueConstraint(
                "box_code", condition=~Q(box_code=""), name="round_box_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("surveys:round", args=[self.organisation.slug, self.pk])


class Cell(models.Model):
    """A group of 8 or more eligible that figures are counted for; hangs under one unit.

    ``slips`` is how many code slips were printed last, 0 if none; never which.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="cells")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=400)
    anchor = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    eligible = models.PositiveIntegerField()
    slips = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["round", "code"]
        constraints = [models.UniqueConstraint("round", "code", name="cell_code_once")]

    def __str__(self) -> str:
        return self.name


class CellUnit(models.Model):
    """The own staff of a unit is counted in this cell. A choice made while planning is kept."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="cell_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="units")

    class Meta:
        constraints = [models.UniqueConstraint("round", "unit", name="cell_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit} in {self.cell}"


class Eligible(models.Model):
    """The roster: who may answer, in which cell. Nothing says who did.

    In a round answered with ballots it says who has fetched one: on which day, and the hash of
    what was stamped, so that the same can be stamped again and nothing else. ``invited_on`` is
    when the invitation has gone out.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="roster")
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="roster")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    issued_on = models.DateField(null=True, blank=True)
    blinded = models.BinaryField(max_length=32, null=True, blank=True)
    invited_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("round", "person", name="eligible_once"),
            # Two who share a browser could otherwise have one ballot stamped for both.
            models.UniqueConstraint("round", "blinded", name="eligible_ballot_once"),
            models.CheckConstraint(
                name="eligible_issued_with_its_hash",
                condition=Q(issued_on__isnull=True, blinded__isnull=True)
                | Q(issued_on__isnull=False, blinded__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.cell}"


class RosterKey(models.Model):
    """What stands for a person in the history of rosters: random, and the same in all rounds.

    When a person is erased this goes with them. The history keeps the key, which then leads to
    nobody, and rounds can still be held against each other.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True)

    def __str__(self) -> str:
        return self.key


class Stood(models.Model):
    """Who could answer in a round, and in which cell. Never who fetched or who answered.

    Kept as long as the round, because its figures are: a later round of nearly the same people
    could be subtracted from them. A round that is called off keeps none.
    """

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="stood")
    key = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint("cell", "key", name="stood_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.cell}"


class Letter(models.Model):
    """A letter that waits to be sent; when it has gone, it is deleted.

    Neither address, text nor link is kept: all three are made at the moment of sending. No
    clock time either: ``wait`` counts the ticks until a letter that failed is tried again.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("reminder")
        NOTICE = "notice", _("notice that a ballot was fetched")

    round = models.ForeignKey(Round, models.CASCADE, related_name="letters")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    due_on = models.DateField()
    failures = models.PositiveSmallIntegerField(default=0)
    wait = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("round", "person", "kind", name="letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.round}"


class Signature(models.Model):
    """One side says yes to exactly this manifest."""

    class Side(models.TextChoices):
        MANAGEMENT = "management", _("management")
        EMPLOYEES = "employees", _("employees")

    round = models.ForeignKey(Round, models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("round", "side", name="signature_one_per_side"),
            models.UniqueConstraint("round", "person", name="signature_one_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.round}"


class Release(models.Model):
    """The frozen, protected figures of a round: what every page and export reads."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="release")
    figures = models.JSONField()
    digest = models.CharField(max_length=64)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["-released_at"]

    def __str__(self) -> str:
        return f"release of {self.round}"


class CommentRelease(models.Model):
    """The comments of a released round, in the lists they are shown in.

    Frozen and shuffled with the figures. Until ``released_at`` the texts wait, and only those
    who look through them read any. Then what both sides withhold is wiped, and ``digest`` is of
    what is left: what every page reads.
    """

    release = models.OneToOneField(Release, models.CASCADE, related_name="comment_release")
    lists = models.JSONField()
    digest = models.CharField(max_length=64)
    released_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"comments of {self.release}"


class CommentDoubt(models.Model):
    """One side would withhold a comment. It is withheld when both would."""

    class Reason(models.TextChoices):
        NAMES = "names", _("names somebody, or can only be about one person")
        HARMS = "harms", _("threatens or insults somebody")

    comments = models.ForeignKey(CommentRelease, models.CASCADE, related_name="doubts")
    comment = models.CharField(max_length=16)
    side = models.CharField(max_length=10, choices=Signature.Side)
    reason = models.CharField(max_length=5, choices=Reason)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "comments", "comment", "side", name="comment_doubt_once_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_reason_display()}"


class CommentSignature(models.Model):
    """One side has read the comments and says yes to showing exactly these."""

    comments = models.ForeignKey(CommentRelease, models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=Signature.Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("comments", "side", name="comment_signature_one_per_side"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.comments}"
