from django.urls import path

from trivsel.toolbox.views import articles, front, tools, worker

app_name = "toolbox"
urlpatterns = [
    path("", front.front, name="front"),
    path("vaerktoej/sw.js", worker.worker, name="worker"),
    path("vaerktoej/uden-net/", worker.away, name="away"),
    path("vaerktoej/<slug:slug>/", tools.tool, name="tool"),
    path("viden/", articles.articles, name="articles"),
    path("viden/<slug:slug>/", articles.article, name="article"),
]
