from django.urls import path

from trivsel.reports import views

app_name = "reports"
urlpatterns = [
    path("runder/<int:pk>/rapport.pdf", views.report, name="report"),
    path("runder/<int:pk>/rapport/<str:code>.pdf", views.unit_report, name="unit-report"),
]
