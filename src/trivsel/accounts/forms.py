"""Our own form, and allauth's with our own words (settings ACCOUNT_FORMS and MFA_FORMS)."""

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("The same once more")
CODE = _("Code from your app")


class LinkForm(forms.Form):
    """Where to send a link that signs you in."""

    email = forms.EmailField(
        label=_("Your work e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class OurWords:
    """Labels instead of text inside the fields, which is gone when one types."""

    words: dict[str, Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("autofocus", None)
            field.help_text = ""
            if name in self.words:
                field.label = self.words[name]


class SignInForm(OurWords, allauth.LoginForm):  # type: ignore[misc]
    words = {"login": _("Your work e-mail"), "password": PASSWORD}


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": _("The password you have now"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class SetPasswordForm(OurWords, allauth.SetPasswordForm):  # type: ignore[misc]
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class PasswordAgainForm(OurWords, allauth.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": PASSWORD}


class CodeForm(OurWords, factor.AuthenticateForm):  # type: ignore[misc]
    words = {"code": _("Code from your app, or a recovery code")}


class CodeAgainForm(OurWords, factor.ReauthenticateForm):  # type: ignore[misc]
    words = {"code": _("Code from your app, or a recovery code")}


class ActivateForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": CODE}
