from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "trivsel.surveys"
    label = "surveys"

    def ready(self) -> None:
        from trivsel.surveys import checks  # noqa: F401, PLC0415 - needs the app registry
