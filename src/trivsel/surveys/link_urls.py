"""The addresses behind a personal link: short, because they stand in mails and on paper."""

from django.urls import path

from trivsel.surveys.views import links

app_name = "links"
urlpatterns = [
    path("stemme/<slug:box>/", links.page, name="page"),
    path("stemme/<slug:box>/gruppe/", links.cell, name="cell"),
    path("stemme/<slug:box>/stempel/", links.issue, name="issue"),
]
