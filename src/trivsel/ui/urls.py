from django.urls import path

from trivsel.ui import views

app_name = "ui"
urlpatterns = [
    path("sprog/", views.language, name="language"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("dine-data/", views.privacy, name="privacy"),
]
