from django.urls import path

from trivsel.toolbox.views import articles, front, paper, tools, worker

app_name = "toolbox"
urlpatterns = [
    path("", front.front, name="front"),
    path("vaerktoej/sw.js", worker.worker, name="worker"),
    path("vaerktoej/uden-net/", worker.away, name="away"),
    path("forside.png", paper.front_preview, name="front-preview"),
    path("vaerktoej/<slug:slug>/", tools.tool, name="tool"),
    path("vaerktoej/<slug:slug>/kort.png", paper.preview, name="preview"),
    path("vaerktoej/<slug:slug>/<str:size>.pdf", paper.paper, name="paper"),
    path("viden/", articles.articles, name="articles"),
    path("viden/<slug:slug>/", articles.article, name="article"),
    path("viden/<slug:slug>/kort.png", paper.article_preview, name="article-preview"),
]
