from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "trivsel.reports"
    label = "reports"
