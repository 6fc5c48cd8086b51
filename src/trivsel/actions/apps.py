from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "trivsel.actions"
    label = "actions"

    def ready(self) -> None:
        """Show a unit's actions on its page, and beside its results."""
        from trivsel.actions.panels import of_unit, on_result  # noqa: PLC0415 - needs the apps
        from trivsel.ui import slots  # noqa: PLC0415 - as above

        slots.fill("unit", "actions/of_unit.html", of_unit)
        slots.fill("unit-result", "actions/of_unit.html", on_result)
