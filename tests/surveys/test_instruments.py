"""Questionnaires: loaded whole or not at all, seen only at home, never changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import make
from trivsel.accounts.models import Event
from trivsel.domain.instrument import InstrumentErrors, InstrumentSpec
from trivsel.domain.refusal import Refused
from trivsel.surveys.models import Instrument, Round
from trivsel.surveys.services import load_core, load_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.organisation("Værket")


@pytest.fixture
def hr(home):
    return make.person(home, "Hanne", "hr")


def load(text, *, of, by=None):
    return load_instrument(text, file="tools.toml", organisation=of, by=by, at=make.NOW)


def send(client, organisation, text, name="tools.toml"):
    raw = text if isinstance(text, bytes) else text.encode()
    return client.post(
        reverse("surveys:instrument-load", args=[organisation.slug]),
        {"file": SimpleUploadedFile(name, raw)},
    )


# --- loading ---------------------------------------------------------------------------------
def test_hr_loads_a_questionnaire_and_it_is_recorded(home, hr):
    loaded = load(make.instrument_file(), of=home, by=hr)

    assert (loaded.key, loaded.version, loaded.loaded_by) == ("tools", "1", hr)
    assert loaded.title["da"] == "Skema om værktøj"
    spec = InstrumentSpec.from_dict(Instrument.objects.get(pk=loaded.pk).spec)
    assert spec.digest == loaded.digest
    event = Event.objects.get(organisation=home.slug, what="instrument-loaded")
    assert (event.kind, event.key) == ("instrument", str(loaded.pk))


def test_the_same_text_again_is_the_same_questionnaire(home, hr):
    first = load(make.instrument_file(), of=home, by=hr)

    assert load(make.instrument_file(), of=home, by=hr) == first
    assert Event.objects.filter(what="instrument-loaded").count() == 1


def test_a_version_is_never_given_another_text(home, hr):
    load(make.instrument_file(), of=home, by=hr)

    with pytest.raises(Refused, match="en anden tekst"):
        load(make.instrument_file(text="Noget andet"), of=home, by=hr)

    assert home.instruments.get().spec["items"][0]["text"]["da"].startswith("Mit")


def test_a_new_version_stands_beside_the_old(home, hr):
    load(make.instrument_file(), of=home, by=hr)

    load(make.instrument_file(version="2", text="Noget andet"), of=home, by=hr)

    assert home.instruments.count() == 2


def test_trivsels_own_key_cannot_be_taken(home, hr):
    load_core(at=make.NOW)

    with pytest.raises(Refused, match="følger med Trivsel"):
        load(make.instrument_file(key="core"), of=home, by=hr)


def test_two_organisations_may_use_the_same_key(home):
    load(make.instrument_file(), of=home)
    load(make.instrument_file(text="Vores eget"), of=make.organisation())

    assert Instrument.objects.filter(key="tools", version="1").count() == 2


@pytest.mark.parametrize("roles", [[], ["leader"], ["safety_rep"], ["top_management"]])
def test_others_than_hr_and_administrators_cannot_load(home, roles):
    with pytest.raises(Refused, match="Kun HR"):
        load(make.instrument_file(), of=home, by=make.person(home, "", *roles))

    assert not Instrument.objects.exists()


def test_hr_of_another_organisation_cannot_load(home):
    stranger = make.person(make.organisation(), "", "hr")

    with pytest.raises(Refused):
        load(make.instrument_file(), of=home, by=stranger)


def test_a_file_with_a_fault_stores_nothing(home, hr):
    with pytest.raises(InstrumentErrors):
        load(make.instrument_file(text="Er du gravid?"), of=home, by=hr)

    assert not Instrument.objects.exists()


def test_trivsels_own_is_loaded_once_however_often_it_is_started():
    [first] = load_core(at=make.NOW)
    [second] = load_core(at=make.NOW)

    assert first == second
    assert (first.key, first.organisation) == ("core", None)


def test_a_changed_text_of_our_own_without_a_new_version_is_marked_not_lost():
    first = make.instrument(None)

    second = make.instrument(None, text="Noget helt andet")
    third = make.instrument(None, text="Noget helt andet")

    assert first.version == "1"
    assert second.version.startswith("1+")
    assert third == second


# --- pages: owner, colleague, stranger --------------------------------------------------------
def addresses(organisation, instrument):
    yield reverse("surveys:instruments", args=[organisation.slug])
    yield reverse("surveys:instrument", args=[organisation.slug, instrument.pk])


def test_hr_reads_the_list_and_each_statement_in_both_languages(client, home, hr):
    loaded = make.instrument(home)
    make.sign_in(client, hr)
    list_, page = (client.get(address) for address in addresses(home, loaded))

    assert "Skema om værktøj" in list_.text
    assert "Jeres eget" in list_.text
    assert "Mit værktøj ligger, hvor det skal" in page.text
    assert "My tools lie where they should" in page.text


def test_the_safety_representative_reads_what_is_to_be_signed_but_cannot_load(client, home):
    loaded = make.instrument(home)
    make.sign_in(client, make.person(home, "", "safety_rep"))

    assert all(client.get(address).status_code == 200 for address in addresses(home, loaded))
    response = send(client, home, make.instrument_file(version="2"))

    assert "Kun HR og administratorer" in response.text
    assert home.instruments.count() == 1


def test_an_employee_gets_the_reason_and_no_questionnaire(client, home):
    loaded = make.instrument(home)
    make.sign_in(client, make.person(home))
    list_, page = (client.get(address) for address in addresses(home, loaded))

    assert "Skema om værktøj" not in list_.text
    assert "Spørgeskemaer læses af dem" in list_.text
    assert page.status_code == 404


def test_a_stranger_finds_nothing_and_loads_nothing(client, home):
    loaded = make.instrument(home)
    make.sign_in(client, make.person(make.organisation(), "", "hr"))

    assert all(client.get(address).status_code == 404 for address in addresses(home, loaded))
    assert send(client, home, make.instrument_file(version="2")).status_code == 404
    assert home.instruments.count() == 1


def test_hr_of_another_organisation_does_not_reach_it_by_its_number(client, home):
    loaded = make.instrument(home)
    other = make.organisation()
    make.sign_in(client, make.person(other, "", "hr"))

    response = client.get(reverse("surveys:instrument", args=[other.slug, loaded.pk]))

    assert response.status_code == 404


def test_trivsels_own_is_seen_by_all_with_only_their_own_rounds(client, home, hr):
    own = make.instrument(None)
    other = make.organisation()
    for organisation, name in ((home, "Runde hjemme"), (other, "Runde ude")):
        Round.objects.create(
            organisation=organisation,
            instrument=own,
            name=name,
            opens_on="2026-12-01",
            closes_on="2026-12-08",
        )
    make.sign_in(client, hr)
    list_, page = (client.get(address) for address in addresses(home, own))

    assert "brugt af 1 runde" in list_.text
    assert "Runde hjemme" in page.text
    assert "Runde ude" not in page.text


def test_an_older_version_is_marked_as_superseded(client, home, hr):
    make.instrument(home)
    make.instrument(home, version="2", text="Noget andet")
    make.sign_in(client, hr)

    page = client.get(reverse("surveys:instruments", args=[home.slug]))

    assert [line.newest for line in page.context["instruments"]] == [True, False]


def test_a_word_in_doubt_is_shown_to_those_who_sign(client, home, hr):
    loaded = make.instrument(home, text="Vi taler åbent om stress")
    make.sign_in(client, hr)

    page = client.get(reverse("surveys:instrument", args=[home.slug, loaded.pk]))

    assert "»stress« spørger til sygdom eller symptomer" in page.text.replace("&#x27;", "'")


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_questionnaires_cost_no_more_queries_than_one(
    client, home, hr, django_assert_num_queries, how_many
):
    for number in range(how_many):
        make.instrument(home, version=str(number), text=f"Udsagn {number}")
    make.sign_in(client, hr)
    client.get(reverse("surveys:instruments", args=[home.slug]))

    with django_assert_num_queries(7):
        page = client.get(reverse("surveys:instruments", args=[home.slug]))

    assert len(page.context["instruments"]) == how_many


# --- sending a file --------------------------------------------------------------------------
def test_a_good_file_leads_to_its_own_page(client, home, hr):
    make.sign_in(client, hr)

    response = send(client, home, "\ufeff" + make.instrument_file())

    loaded = home.instruments.get()
    assert response.url == reverse("surveys:instrument", args=[home.slug, loaded.pk])
    assert loaded.loaded_by == hr


def test_all_faults_are_listed_in_danish_with_place_and_hint_and_nothing_is_stored(
    client, home, hr
):
    make.sign_in(client, hr)
    text = make.instrument_file(text="Er du gravid?").replace('good = "high"', "godd = 1")

    response = send(client, home, text)

    shown = response.text.replace("&#x27;", "'").replace("&quot;", '"')
    assert "skal rettes. Intet er gemt." in shown
    assert "scales[1].godd" in shown
    assert "Mente du »good«?" in shown
    assert "»good« mangler." in shown
    assert not Instrument.objects.exists()


def test_a_file_that_only_asks_too_much_is_refused_with_the_reason(client, home, hr):
    make.sign_in(client, hr)

    response = send(client, home, make.instrument_file(text="Er du gravid?"))

    assert "hører ikke til i en måling på arbejdet" in response.text
    assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Værktøj".encode("utf-16"), "ikke tekst i UTF-8"),
        ("# Værktøj".encode("latin-1"), "ikke tekst i UTF-8"),
        (b"# " + b"x" * 256 * 1024, "større end 256 kB"),
        (b"\x00\x01\x02PK", "ikke TOML"),
        (b"<script>alert(1)</script> = 1", "ikke TOML"),
    ],
    ids=["utf-16", "latin-1", "too large", "binary", "html"],
)
def test_files_of_another_kind_are_refused_with_a_sentence(client, home, hr, raw, said):
    make.sign_in(client, hr)

    response = send(client, home, raw)

    assert response.status_code == 200
    assert said in response.text
    assert b"<script>" not in response.content
    assert not Instrument.objects.exists()


def test_a_thousand_faults_are_cut_short(client, home, hr):
    make.sign_in(client, hr)
    text = "".join(f"x{number} = 1\n" for number in range(1000))

    response = send(client, home, text)

    assert len(response.context["faults"]) == 100
    assert response.context["more"] > 0


def test_a_version_that_is_taken_is_said_at_the_file(client, home, hr):
    make.instrument(home)
    make.sign_in(client, hr)

    response = send(client, home, make.instrument_file(text="Noget andet"))

    assert "er indlæst i forvejen, med en anden tekst" in response.text


def test_no_file_is_said_so(client, home, hr):
    make.sign_in(client, hr)

    response = client.post(reverse("surveys:instrument-load", args=[home.slug]))

    assert response.status_code == 200
    assert response.context["form"].errors


def test_the_example_is_a_file_that_loads_after_a_new_key(client, home, hr):
    make.sign_in(client, hr)

    response = client.get(reverse("surveys:instrument-example", args=[home.slug]))

    text = b"".join(response.streaming_content).decode()
    assert load(text.replace('key = "core"', 'key = "ours"'), of=home, by=hr)
