from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "trivsel.actions"
    label = "actions"

    def ready(self) -> None:
        """Show a unit's actions on its page, which belongs to the room below."""
        from trivsel.actions.panels import of_unit  # noqa: PLC0415 - reads tables, needs the apps
        from trivsel.ui import slots  # noqa: PLC0415 - as above

        slots.fill("unit", "actions/of_unit.html", of_unit)
