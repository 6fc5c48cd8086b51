"""The file somebody loads a questionnaire from."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class InstrumentForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A text file in the format TOML, in UTF-8, of at most 256 kB."),
        max_length=100,
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    @property
    def sent(self) -> "UploadedFile[bytes]":
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        return sent
