from django.urls import path

from trivsel.toolbox import views

app_name = "toolbox"
urlpatterns = [
    path("", views.front, name="front"),
    path("vaerktoej/<slug:slug>/", views.tool, name="tool"),
]
