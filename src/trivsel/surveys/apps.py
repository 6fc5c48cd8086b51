from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "trivsel.surveys"
    label = "surveys"
