"""The file of a release cut to who asks: the auditor reads it, and finds nothing in it."""

import json

import pytest
from django.urls import reverse

import make
from surveys.test_results_attack import random_firm
from trivsel.domain.audit import audit, read_log
from trivsel.surveys import releases
from trivsel.surveys.releases.logged import release_log
from trivsel.surveys.results import release_round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
SUBTREE = ["leader", "safety_rep", "union_rep", "employee_rep"]


def log_for(somebody, round_):
    published = releases.release_for(somebody, round_).published
    return read_log(json.dumps(release_log(published.freeze())))


@pytest.mark.parametrize("seed", range(6))
def test_the_auditor_reads_every_cut_and_finds_nothing(seed):
    organisation, round_ = random_firm(seed)
    release_round(round_, at=make.NOW)

    for unit in organisation.units.all():
        log = log_for(make.person(unit, "", "safety_rep"), round_)

        assert audit(log).findings == ()
        assert log.rules.minimum == 5


@pytest.fixture
def works():
    place = make.organisation("Nordværk")
    production, office = make.unit(place, "Produktion", code="P"), make.unit(place, "Kontor")
    teams = {make.unit(production, f"Hold {n}", code=f"H{n}"): n for n in (20, 14)}
    return place, make.released_round(place, {**teams, office: 12})


@pytest.mark.parametrize("kind", SUBTREE)
def test_who_speaks_for_or_leads_a_unit_gets_the_file_of_what_they_see(client, works, kind):
    place, round_ = works
    make.sign_in(client, make.person(place.units.get(code="P"), "", kind))

    page = client.get(reverse("surveys:results", args=[place.slug, round_.pk]))
    response = client.get(reverse("surveys:release-file", args=[place.slug, round_.pk]))

    assert "udgivelse.json" in page.content.decode()
    log = json.loads(response.content)
    assert "Kontor" not in response.content.decode()
    groups = {group["key"]: group for group in log["groups"]}
    assert groups["u:root"]["parts"] == ["u:P", "rest:u:root"]
    assert groups["rest:u:root"]["eligible"] == 15
    assert not [figure for figure in log["figures"] if figure["of"].startswith("rest:")]
    assert audit(read_log(response.content.decode())).findings == ()


def test_the_whole_has_no_rest_and_is_what_it_was(works):
    place, round_ = works
    whole = release_log(round_.release.figures)

    assert not [group for group in whole["groups"] if group["key"].startswith("rest:")]
    assert (
        release_log(
            releases.release_for(make.person(place, "", "hr"), round_).published.freeze()
        )
        == whole
    )


def test_an_employee_has_the_page_and_no_file(client, works):
    place, round_ = works
    make.sign_in(client, make.person(place.units.get(code="H20"), "Bo"))

    page = client.get(reverse("surveys:results", args=[place.slug, round_.pk]))
    response = client.get(reverse("surveys:release-file", args=[place.slug, round_.pk]))

    assert "udgivelse.json" not in page.content.decode()
    assert response.status_code == 404
