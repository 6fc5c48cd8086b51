from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "trivsel.desk"
    label = "desk"
