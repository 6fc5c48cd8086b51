from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    name = "trivsel.toolbox"
    label = "toolbox"
