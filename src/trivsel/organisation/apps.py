from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "trivsel.organisation"
    label = "organisation"
