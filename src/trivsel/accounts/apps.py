from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "trivsel.accounts"
    label = "accounts"
