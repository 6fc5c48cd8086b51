from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "trivsel.ballots"
    label = "ballots"
