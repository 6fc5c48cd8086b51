from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "trivsel.actions"
    label = "actions"
