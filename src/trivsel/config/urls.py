"""Every address starts with its language, but for signing out of none: /da/..., /en/..."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(
        path("", include("trivsel.ballots.urls")),
        path("", include("trivsel.toolbox.urls")),
        path("", include("trivsel.figures.urls")),
        path("", include("trivsel.ui.urls")),
        path("", include("trivsel.surveys.link_urls")),
        path("konto/", include("trivsel.accounts.urls")),
        path("o/<slug:organisation>/", include("trivsel.desk.urls")),
        path("o/<slug:organisation>/", include("trivsel.organisation.urls")),
        path("o/<slug:organisation>/", include("trivsel.surveys.urls")),
        path("o/<slug:organisation>/", include("trivsel.actions.urls")),
        path("o/<slug:organisation>/", include("trivsel.reports.urls")),
    ),
]
