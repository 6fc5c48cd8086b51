from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    name = "trivsel.toolbox"
    label = "toolbox"

    def ready(self) -> None:
        from trivsel.toolbox import (  # noqa: PLC0415 - they need the app registry
            article_checks,  # noqa: F401
            checks,  # noqa: F401
        )
