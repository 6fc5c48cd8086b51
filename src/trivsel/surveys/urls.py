from django.urls import path

from trivsel.surveys.views import (
    ballots,
    cells,
    instruments,
    letters,
    preview,
    results,
    rounds,
    signing,
    slips,
)

app_name = "surveys"
urlpatterns = [
    path("runder/", rounds.rounds, name="rounds"),
    path("runder/ny/", rounds.plan, name="plan"),
    path("runder/<int:pk>/", rounds.round_, name="round"),
    path("runder/<int:pk>/plan/", rounds.change, name="change"),
    path("runder/<int:pk>/celler/", cells.cells, name="cells"),
    path("runder/<int:pk>/det-ser-din-leder/", preview.preview, name="preview"),
    path("svar/<slug:box>/det-ser-din-leder/", preview.preview_public, name="preview-public"),
    path("runder/<int:pk>/til-underskrift/", rounds.submit, name="submit"),
    path("runder/<int:pk>/underskrift/", signing.sign, name="sign"),
    path("runder/<int:pk>/tilbage/", rounds.withdraw, name="withdraw"),
    path("runder/<int:pk>/aflys/", rounds.cancel, name="cancel"),
    path("runder/<int:pk>/sedler/", slips.slips, name="slips"),
    path("runder/<int:pk>/breve/", letters.paper, name="paper-letters"),
    path("runder/<int:pk>/stemmeseddel/", ballots.ballot, name="ballot"),
    path("runder/<int:pk>/stempel/", ballots.issue, name="issue"),
    path("runder/<int:pk>/aabn/", rounds.open_, name="open"),
    path("runder/<int:pk>/luk/", rounds.close, name="close"),
    path("skemaer/", instruments.instruments_, name="instruments"),
    path("skemaer/indlaes/", instruments.load, name="instrument-load"),
    path("skemaer/eksempel.toml", instruments.example, name="instrument-example"),
    path("skemaer/<int:pk>/", instruments.instrument, name="instrument"),
    path("resultat/", results.latest_results, name="latest-results"),
    path("runder/<int:pk>/resultat.xlsx", results.results_xlsx, name="results-xlsx"),
    path("runder/<int:pk>/udgivelse.json", results.release_file, name="release-file"),
    path("runder/<int:pk>/resultat/", results.results, name="results"),
    path("runder/<int:pk>/resultat/<str:code>/", results.unit_results, name="unit-results"),
]
