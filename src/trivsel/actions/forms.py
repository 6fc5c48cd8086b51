"""From HTTP to an agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trivsel.actions import queries
from trivsel.actions.models import Action
from trivsel.actions.origins import KINDS, Origin
from trivsel.actions.services import Agreement
from trivsel.organisation.models import Person, Unit


class AgreementForm(forms.Form):
    what = forms.CharField(
        label=_("What will you do?"),
        max_length=300,
        help_text=_("One thing, so concrete that everybody can see whether it has happened."),
    )
    why = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What should be different for people afterwards?"),
    )
    level = forms.ChoiceField(
        label=_("On which level does it work?"),
        choices=[
            (
                Action.Level.INDIVIDUAL,
                _("Individual: what one person can do, or gets help with"),
            ),
            (Action.Level.GROUP, _("Group: how we work together day by day")),
            (Action.Level.LEADER, _("Leader: how work is planned, shared out and backed up")),
            (Action.Level.ORGANISATION, _("Organisation: staffing, rules and frames for all")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Changes to the work itself and its frames come before advice to one person."
        ),
    )
    prevention = forms.ChoiceField(
        label=_("What kind of prevention is it?"),
        choices=Action.Prevention.choices,
        widget=forms.RadioSelect,
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees that it happens?"),
        queryset=Person.objects.none(),
        empty_label=_("Choose a person"),
    )
    first_step = forms.CharField(label=_("First step"), max_length=300, required=False)
    due_on = forms.DateField(
        label=_("When do you look at it again?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    audience = forms.ChoiceField(
        label=_("Who can see it?"),
        choices=Action.Audience.choices,
        initial=Action.Audience.UNIT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: Person, unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self._field("owner")
        owner.queryset = queries.possible_owners(person)
        # A large workplace has thousands: those worth choosing are listed, all are valid.
        owner.choices = [
            ("", owner.empty_label),
            *(
                (each.pk, f"{each}, {each.unit}")
                for each in queries.likely_owners(person, unit).select_related("unit")
            ),
        ]

    def _field(self, name: str) -> forms.ModelChoiceField[Any]:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        return field

    def agreement(self) -> Agreement:
        names = Agreement.__dataclass_fields__
        return Agreement(**{name: self.cleaned_data[name] for name in names})


class NewActionForm(AgreementForm):
    """An agreement, and the unit and origin that only a new action chooses."""

    unit = forms.ModelChoiceField(
        label=_("For which unit?"),
        queryset=Unit.objects.none(),
        empty_label=None,
        to_field_name="code",
    )
    origin_kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    origin_key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    origin_label = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    field_order = ("what", "why", "unit")

    def __init__(self, *args: Any, person: Person, unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, unit=unit, **kwargs)
        self._field("unit").queryset = queries.units_to_act_in(person)

    def origin(self) -> Origin:
        kind, key = self.cleaned_data["origin_kind"], self.cleaned_data["origin_key"]
        if kind not in KINDS or not key:
            return Origin()
        return Origin(kind=kind, key=key, label=self.cleaned_data["origin_label"])


class MoveForm(forms.Form):
    status = forms.ChoiceField(choices=Action.Status.choices)
    outcome = forms.CharField(max_length=2000, required=False)
