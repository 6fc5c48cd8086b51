from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "trivsel.figures"
    label = "figures"
