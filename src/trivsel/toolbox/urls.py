from django.urls import path

from trivsel.toolbox.views import front, tools, worker

app_name = "toolbox"
urlpatterns = [
    path("", front.front, name="front"),
    path("vaerktoej/sw.js", worker.worker, name="worker"),
    path("vaerktoej/uden-net/", worker.away, name="away"),
    path("vaerktoej/<slug:slug>/", tools.tool, name="tool"),
]
