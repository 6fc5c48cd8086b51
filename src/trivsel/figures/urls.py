from django.urls import path

from trivsel.figures import views

app_name = "figures"
urlpatterns = [
    path("tal/", views.openings, name="openings"),
]
