from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trivsel.domain.importfile.table import MAX_BYTES

_ACCEPT = ".csv,.txt,.tsv,.xlsx,text/csv"


class UploadForm(forms.Form):
    """Units, people or both. Looks at the size only: what is inside is told in the preview."""

    units = forms.FileField(
        label=gettext_lazy("Units"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("CSV or .xlsx. A workbook with both sheets can go here."),
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )
    people = forms.FileField(
        label=gettext_lazy("People"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("CSV or .xlsx. Whoever is not in the file has left."),
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )

    def clean_units(self) -> UploadedFile[bytes] | None:
        return self._small("units")

    def clean_people(self) -> UploadedFile[bytes] | None:
        return self._small("people")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one file."))
        return cleaned

    def files_given(self) -> dict[str, bytes | None]:
        """The bytes of each file, or None where none was chosen."""
        return {
            name: file.read() if file is not None else None
            for name, file in self.cleaned_data.items()
        }

    def _small(self, name: str) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = self.cleaned_data[name]
        if file is not None and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB. Remove what is not needed.")
                % {"most": MAX_BYTES // 1024 // 1024}
            )
        return file


class CarryOutForm(forms.Form):
    accept_gone = forms.BooleanField(required=False)
