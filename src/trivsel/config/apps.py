from django.apps import AppConfig


class Config(AppConfig):
    name = "trivsel.config"
    label = "config"

    def ready(self) -> None:
        from trivsel.config import checks  # noqa: F401, PLC0415 - registering them needs the apps
