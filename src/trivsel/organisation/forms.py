from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trivsel.accounts.addresses import address
from trivsel.organisation import queries
from trivsel.organisation.models import Organisation, Person, Role, Unit, unit_code
from trivsel.organisation.services import Details


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Units in the order of the tree, each further in than the one it belongs to."""

    def label_from_instance(self, obj: Unit) -> str:
        return "\u2003" * obj.depth + obj.name


class NewUnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.CharField(
        label=_("Code"),
        max_length=50,
        validators=[unit_code],
        help_text=_(
            "Short and lasting, such as the number your payroll uses. It never changes."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if queries.code_is_taken(self.organisation, code):
            raise forms.ValidationError(_("Another unit has this code."))
        return code


class ChangeUnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    under = UnitChoice(label=_("Belongs under"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, places: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            under = self.fields["under"]
            assert isinstance(under, UnitChoice)  # noqa: S101 - tells mypy
            under.queryset = places
        else:
            del self.fields["under"]


class PersonForm(forms.Form):
    number = forms.CharField(label=_("Employee number"), max_length=50)
    name = forms.CharField(label=_("Name"), max_length=200)
    unit = UnitChoice(label=_("Unit"), queryset=Unit.objects.none())
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Lets them sign in. Nothing is sent now. Many need none."),
    )
    job_title = forms.CharField(label=_("Job"), max_length=100, required=False)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        person: Person | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.person = organisation, person
        unit, language = self.fields["unit"], self.fields["language"]
        assert isinstance(unit, UnitChoice)  # noqa: S101 - tells mypy
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - tells mypy
        unit.queryset = queries.units_of(organisation)
        language.choices = _languages(person)
        if person is not None:
            del self.fields["number"]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if queries.number_is_taken(self.organisation, number, besides=self.person):
            raise forms.ValidationError(_("Somebody else has this number, now or earlier."))
        return number

    def clean_email(self) -> str:
        email = address(self.cleaned_data["email"])
        if queries.address_is_taken(self.organisation, email, besides=self.person):
            raise forms.ValidationError(_("Somebody else has this e-mail."))
        return email

    def details(self) -> Details:
        known = {
            name: self.cleaned_data[name] for name in self.cleaned_data if name != "number"
        }
        return Details(**known)


class RoleForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=[choice for choice in Role.Kind.choices if choice[0] != Role.Kind.EMPLOYEE_REP],
    )
    unit = UnitChoice(
        label=_("For"),
        queryset=Unit.objects.none(),
        help_text=_(
            "The unit and everything below it. For HR, top management and administrators"
            " it is the whole organisation, whatever you choose here."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitChoice)  # noqa: S101 - tells mypy
        unit.queryset = queries.units_of(organisation)


class RepresentativeForm(forms.Form):
    """No list of people: whoever writes it down knows whom they chose."""

    who = forms.CharField(
        label=_("Whom did you choose?"),
        max_length=200,
        help_text=_("Full name, employee number or e-mail."),
    )
    chosen_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    chosen_how = forms.CharField(
        label=_("How?"),
        max_length=300,
        help_text=_("For example: by a show of hands at the meeting on Monday."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_who(self) -> Person:
        found = queries.named(self.organisation, self.cleaned_data["who"])
        if not found:
            raise forms.ValidationError(
                _("Nobody who can be chosen has that name. Check the spelling.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _(
                    "Several people have that name. Write the employee number or the"
                    " e-mail instead."
                )
            )
        return found[0]


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    minimum_group = forms.IntegerField(
        label=_("Minimum group size"), min_value=5, max_value=100
    )


class PeopleFilter(forms.Form):
    q = forms.CharField(required=False, max_length=100)
    unit = forms.CharField(required=False, max_length=50)


def _languages(person: Person | None) -> list[tuple[str, Any]]:
    """The two Trivsel speaks; another that an import brought along is kept."""
    spoken: list[tuple[str, Any]] = list(settings.LANGUAGES)
    if person and person.language not in dict(spoken):
        spoken.append((person.language, person.language))
    return spoken
