from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trivsel.ui"
    label = "ui"
