"""The whole way, as people go it: from a file of people to an action agreed on the result."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

import make
import make_rounds
from browsing import LAPTOP, PHONE, axe, nothing_slides_out, sign_in
from trivsel.ballots import queries
from trivsel.organisation.models import Person
from trivsel.surveys import services
from trivsel.surveys.models import Round

UNITS = "enhed;overenhed;navn\nroot;;Smedjen A/S\nV;root;Værksted\nL;root;Lager\n"
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def people_file() -> str:
    """Twelve in the workshop, nine in the store, and the three who carry the round."""
    rows = ["medarbejder;navn;e-mail;enhed;rolle"]
    rows += ["T1;Birgit Top;birgit@smedjen.example;root;topleder"]
    rows += ["V1;Karen Leder;karen@smedjen.example;V;leder"]
    rows += ["V2;Ali Amr;ali@smedjen.example;V;amr"]
    rows += [f"V{number};Smed {number};;V;" for number in range(3, 13)]
    rows += [f"L{number};Lagermand {number};;L;" for number in range(1, 10)]
    return "\n".join(rows)


@pytest.fixture
def page(browser_page):
    browser_page.set_viewport_size(LAPTOP)
    return browser_page


@pytest.fixture
def enter(page, live_server):
    def enter(name: str) -> None:
        """Sign in as the person, second factor and all, and go to their front page."""
        client = Client()
        make.sign_in(client, Person.objects.get(name=name))
        page.context.clear_cookies()
        sign_in(page, client, live_server.url)
        page.goto("/da/o/smedjen/")

    return enter


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name).first.click()


def import_people(page: Page) -> None:
    press(page, "Vælg en fil", "link")
    for label, text in (("Enheder", UNITS), ("Personer", people_file())):
        file = {"name": f"{label}.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8")}
        page.get_by_label(label).set_input_files(file)
    press(page, "Se, hvad der vil ske")
    press(page, "Gennemfør importen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Importen er gennemført")


def plan(page: Page) -> None:
    page.goto("/da/o/smedjen/")
    press(page, "Planlæg en runde", "link")
    page.get_by_label("Navn").fill("Trivsel i foråret")
    today = timezone.localdate()
    page.get_by_label("Første dag").fill(today.isoformat())
    page.get_by_label("Sidste dag").fill((today + timedelta(days=14)).isoformat())
    press(page, "Videre til grupperne")
    press(page, "Grupperne er, som de skal være", "link")
    press(page, "Send til underskrift")


def sign(page: Page, side: str) -> None:
    press(page, "Læs og skriv under", "link")
    press(page, f"Skriv under for {side}")
    expect(page.locator(".message.success")).to_be_visible()


def print_slips(page: Page) -> list[str]:
    page.goto("/da/o/smedjen/")
    page.get_by_role("link", name=re.compile("(Print|Udskriv).*sedler")).first.click()
    press(page, "Lav kodesedler til alle grupper")
    return CODE.findall(page.locator("body").inner_text())


def answer(page: Page, code: str) -> None:
    """On a phone, a question at a time."""
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto("/da/svar/")
    page.get_by_label("Din kode").fill(code.lower().replace("-", " "))
    press(page, "Fortsæt")
    press(page, "Begynd")
    for _question in range(2):
        page.locator("fieldset:visible").get_by_text("Sommetider", exact=True).click()
        nothing_slides_out(page)
        press(page, "Næste")
    axe(page)
    press(page, "Send mine svar")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er gemt.")


def answer_by_post(client: Client, box: str, codes: list[str]) -> None:
    for number, code in enumerate(codes):
        choices = {"item-asked": number % 3 + 1, "item-pace": number % 2 + 1}
        response = client.post(f"/da/svar/{box}/", {"code": code, **choices})
        assert response.status_code == 200, response.text


def agree_on_the_result(page: Page) -> None:
    press(page, "Se resultatet", "link")
    press(page, "Værksted", "link")
    axe(page)
    press(page, "Aftal en handling", "link")
    page.get_by_label("Hvad vil I gøre?").fill("Planen for ugen hænger i pauserummet")
    page.get_by_label("Hvorfor?").fill("Ingen skal blive overrasket mandag morgen.")
    page.get_by_label("Gruppe:").check()
    page.get_by_label("Primær:").check()
    page.get_by_label("Hvem sørger for, at det sker?").select_option(label="Ali Amr, Værksted")
    page.get_by_label("Hvornår ser I på det igen?").fill("2099-01-15")
    press(page, "Aftal den")


def test_a_small_firm_goes_the_whole_way(page, enter):
    firm = make.organisation("Smedjen A/S", slug="smedjen")
    make.person(firm, "Hanne Holm", "administrator", "hr")
    make_rounds.instrument()

    enter("Hanne Holm")
    import_people(page)
    plan(page)
    round_ = Round.objects.get()
    for name, side in (("Birgit Top", "ledelsen"), ("Ali Amr", "medarbejderne")):
        enter(name)
        sign(page, side)
    codes = print_slips(page)
    assert len(codes) == len(set(codes)) == 23

    enter("Hanne Holm")
    page.goto(f"/da/o/smedjen/runder/{round_.pk}/")
    press(page, "Åbn nu")
    expect(page.get_by_text("Runden er åben")).to_be_visible()
    round_.refresh_from_db()
    answer(page, codes[0])
    answer_by_post(Client(), round_.box_code, codes[1:])
    assert queries.accepted(round_.box_code) == len(codes)

    page.set_viewport_size(LAPTOP)
    enter("Hanne Holm")
    page.goto(f"/da/o/smedjen/runder/{round_.pk}/")
    page.get_by_text("Andre skridt").click()
    page.get_by_label(re.compile("Hvorfor lukker")).fill("Alle har svaret.")
    press(page, "Luk før tid")
    services.tick(at=timezone.now())

    enter("Karen Leder")
    agree_on_the_result(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Planen for ugen hænger i pauserummet"
    )
    expect(page.get_by_role("link", name=re.compile("^Trivsel i foråret: "))).to_be_visible()

    enter("Ali Amr")
    press(page, "Se din enhed", "link")
    expect(page.get_by_role("link", name="Planen for ugen hænger")).to_be_visible()
