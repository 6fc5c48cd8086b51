from django.urls import path

from trivsel.actions import views

app_name = "actions"
urlpatterns = [
    path("handlinger/", views.actions, name="actions"),
    path("handlinger/ny/", views.new, name="new"),
    path("handlinger/<int:pk>/", views.action, name="action"),
    path("handlinger/<int:pk>/ret/", views.change, name="change"),
    path("handlinger/<int:pk>/status/", views.move, name="move"),
]
