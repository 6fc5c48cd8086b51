from django.urls import path

from trivsel.ballots import views

app_name = "ballots"
urlpatterns = [
    path("svar/", views.start, name="start"),
    path("svar/tablet/", views.start, {"tablet": True}, name="tablet"),
    path("svar/beskyttelse/", views.protection, name="protection"),
    path("svar/<slug:box>/", views.paper, name="paper"),
    path("svar/<slug:box>/tablet/", views.paper, {"tablet": True}, name="tablet-paper"),
    path("svar/<slug:box>/kode/", views.check, name="check"),
    path("svar/<slug:box>/stemme/", views.hand_in, name="hand-in"),
    path("svar/<slug:box>/beskyttelse/", views.box_protection, name="box-protection"),
    path("svar/<slug:box>/manifest.json", views.manifest, name="manifest"),
    path("svar/<slug:box>/kvitteringer/", views.find_receipt, name="find-receipt"),
    path("svar/<slug:box>/kvitteringer.txt", views.receipts, name="receipts"),
    path("svar/<slug:box>/protokol.json", views.record, name="record"),
]
