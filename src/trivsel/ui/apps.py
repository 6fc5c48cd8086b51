from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "trivsel.ui"
    label = "ui"

    def ready(self) -> None:
        """Say what is missing in our own tone, for a box to tick as for a line to fill in."""
        Field.default_error_messages["required"] = _("This is missing.")
