from django.urls import path

from trivsel.ballots import views

app_name = "ballots"
urlpatterns = [
    path("svar/", views.start, name="start"),
    path("svar/<slug:box>/", views.paper, name="paper"),
    path("svar/<slug:box>/kode/", views.check, name="check"),
]
