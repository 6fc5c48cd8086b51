from django.urls import path

from trivsel.toolbox.views import front, tools

app_name = "toolbox"
urlpatterns = [
    path("", front.front, name="front"),
    path("vaerktoej/<slug:slug>/", tools.tool, name="tool"),
]
