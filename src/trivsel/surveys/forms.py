"""From HTTP to clean values."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trivsel.organisation.models import Organisation
from trivsel.surveys import queries
from trivsel.surveys.models import Instrument, Round
from trivsel.surveys.rounds import job_groups
from trivsel.surveys.services.plan import Plan
from trivsel.surveys.words import in_language


class DayField(forms.DateField):
    """A date, by the browser's own calendar; typed Danish dates are understood too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["input_formats"] = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]
        kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**kwargs)


class InstrumentField(forms.ModelChoiceField[Instrument]):
    def label_from_instance(self, obj: Instrument) -> str:
        return f"{in_language(obj.title)} ({obj.version})"


class JobGroupsField(forms.CharField):
    """Names, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        lines = str(value).splitlines() if value else []
        names = tuple(line.strip() for line in lines if line.strip())
        if names and (reason := job_groups.why_not(names)):
            raise forms.ValidationError(reason)
        return names

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or not value else "\n".join(value)


class PlanForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As people will see it, for example: Wellbeing, autumn 2026."),
    )
    instrument = InstrumentField(
        label=_("Questionnaire"), queryset=Instrument.objects.none(), empty_label=None
    )
    answered_by = forms.ChoiceField(
        label=_("Answered with"),
        choices=[
            (
                Round.AnsweredBy.SLIPS,
                _("Code slips on paper: for all, with and without a login. Confidential."),
            ),
            (
                Round.AnsweredBy.BALLOTS,
                _("Ballots in the browser: for those who can sign in. Anonymous."),
            ),
        ],
        widget=forms.RadioSelect,
        initial=Round.AnsweredBy.SLIPS,
    )
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(
        label=_("Last day"),
        help_text=_("The round closes by itself at the end of this day. Two weeks suit most."),
    )
    minimum_group = forms.IntegerField(
        label=_("Minimum group"),
        help_text=_("No figure is shown for fewer. It can be raised, never lowered."),
    )

    job_groups = JobGroupsField(
        label=_("Job groups"),
        required=False,
        help_text=_(
            "Leave this empty, or name 2 to 12 groups, one a line, each of 15 people and more."
            " People can choose theirs in the form. Figures by job group are shown for the"
            " whole organisation only."
        ),
    )

    policy = forms.ChoiceField(
        label=_("Together with earlier rounds"),
        choices=[
            (
                Round.Policy.PERSISTENT,
                _(
                    "Protect them together: where only a few have joined or left a group, its"
                    " earlier figure stays."
                ),
            ),
            (
                Round.Policy.INDEPENDENT,
                _(
                    "Protect this round by itself: only where the questions are others, or"
                    " years lie between."
                ),
            ),
        ],
        widget=forms.RadioSelect,
        initial=Round.Policy.PERSISTENT,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"] = InstrumentField(
            label=_("Questionnaire"),
            queryset=queries.instruments_for(organisation),
            empty_label=None,
        )
        if not ballots_can_be_used():
            self.fields["answered_by"].choices = self.fields["answered_by"].choices[:1]  # type: ignore[attr-defined]
            self.fields["answered_by"].help_text = _(
                "Ballots need an https address: on plain http browsers do not give the page the"
                " arithmetic it seals with."
            )
        least = self.fields["minimum_group"]
        least.widget.attrs["min"] = organisation.minimum_group
        least.initial = organisation.minimum_group

    def clean_policy(self) -> str:
        """Where nothing is said, the strict one."""
        return self.cleaned_data["policy"] or Round.Policy.PERSISTENT

    @property
    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)


def ballots_can_be_used() -> bool:
    """Browsers show their cryptography to https and to localhost, and nowhere else."""
    where = urlsplit(settings.ORIGIN)
    return where.scheme == "https" or where.hostname in {"localhost", "127.0.0.1", "::1"}


def initial_of(round_: Round) -> dict[str, Any]:
    """What the form shows of a round that is there."""
    return {
        "name": round_.name,
        "instrument": round_.instrument_id,
        "answered_by": round_.answered_by,
        "opens_on": round_.opens_on,
        "closes_on": round_.closes_on,
        "minimum_group": round_.minimum_group,
        "job_groups": round_.job_groups,
        "policy": round_.policy,
    }


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
