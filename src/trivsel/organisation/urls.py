from django.urls import path

from trivsel.organisation.views import (
    events,
    imports,
    people,
    representative,
    roles,
    settings,
    units,
)

app_name = "organisation"
urlpatterns = [
    path("enheder/", units.units, name="units"),
    path("enheder/<str:code>/", units.unit, name="unit"),
    path("enheder/<str:code>/ny/", units.add, name="unit-new"),
    path("enheder/<str:code>/ret/", units.change, name="unit-change"),
    path("enheder/<str:code>/fjern/", units.remove, name="unit-remove"),
    path("personer/", people.people, name="people"),
    path("personer/ny/", people.add, name="person-new"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/ret/", people.change, name="person-change"),
    path("personer/<int:pk>/stop/", people.leave, name="person-leave"),
    path("personer/<int:pk>/roller/", roles.give, name="role-give"),
    path("personer/<int:pk>/roller/<int:role>/fjern/", roles.take, name="role-take"),
    path("medarbejdernes-valg/", representative.representative, name="representative"),
    path("indstillinger/", settings.settings, name="settings"),
    path("haendelser/", events.events, name="events"),
    path("import/", imports.upload, name="import"),
    path("import/skabelon/<str:name>", imports.sample, name="import-sample"),
    path("import/<int:pk>/", imports.preview, name="import-preview"),
    path("import/<int:pk>/gennemfoer/", imports.carry_out, name="import-carry-out"),
    path("import/<int:pk>/igen/", imports.again, name="import-again"),
    path("import/<int:pk>/slet/", imports.drop, name="import-drop"),
]
