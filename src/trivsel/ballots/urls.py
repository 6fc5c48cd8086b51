from django.urls import path

from trivsel.ballots import views

app_name = "ballots"
urlpatterns = [
    path("svar/", views.start, name="start"),
    path("svar/tablet/", views.start, {"tablet": True}, name="tablet"),
    path("svar/<slug:box>/", views.paper, name="paper"),
    path("svar/<slug:box>/tablet/", views.paper, {"tablet": True}, name="tablet-paper"),
    path("svar/<slug:box>/kode/", views.check, name="check"),
]
