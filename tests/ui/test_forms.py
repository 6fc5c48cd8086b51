"""Forms: what was typed stays, and what is wrong is said at the top and at the field."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class Example(forms.Form):
    name = forms.CharField(label="Navn", help_text="Som på sedlen.")
    mail = forms.EmailField(label="E-mail", required=False)
    side = forms.ChoiceField(
        label="Side", choices=[("a", "Ledelse"), ("b", "Ansatte")], widget=forms.RadioSelect
    )
    read = forms.BooleanField(label="Jeg har læst løftet")
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")

    def clean(self):
        self.add_error(None, "Det passer ikke sammen.")


def page_of(form: forms.Form) -> str:
    return render_to_string("ui/form.html", {"form": form})


@pytest.fixture
def wrong():
    return render_to_string(
        "ui/form.html", {"form": Example({"mail": "næsten", "secret": "x"})}
    )


def test_a_field_is_tied_to_its_label_and_its_hint():
    html = page_of(Example())

    assert '<label for="id_name">Navn' in html
    assert 'id="id_name_helptext">Som på sedlen.' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "summary" not in html


def test_printing_the_form_itself_looks_the_same():
    assert (
        str(Example()).split() == render_to_string("ui/form.html", {"form": Example()}).split()
    )


def test_what_may_be_left_out_says_so():
    html = page_of(Example())

    assert html.count("(valgfrit)") == 1


def test_an_error_is_tied_to_its_field_and_what_was_typed_stays(wrong):
    assert 'value="næsten"' in wrong
    assert 'aria-invalid="true"' in wrong
    described = re.search(r'name="mail"[^>]*aria-describedby="([^"]*)"', wrong)
    assert described
    assert f'id="{described[1]}"' in wrong


def test_the_summary_links_to_every_wrong_field(wrong):
    summary = wrong[: wrong.index("</div>")]

    targets = re.findall(r'href="#([^"]*)"', summary)

    assert targets == ["id_name", "id_mail", "id_side_0", "id_read"]
    assert all(f'id="{target}"' in wrong for target in targets)
    assert "Det passer ikke sammen." in summary


def test_a_group_of_choices_is_a_group_with_a_name(wrong):
    assert re.search(r"<fieldset[^>]*id_side_error[^>]*>\s*<legend>Side", wrong)


def test_the_form_speaks_english():
    with override("en"):
        html = page_of(Example({}))

    assert "What you typed is kept." in html


def test_what_was_typed_cannot_become_part_of_the_page():
    html = page_of(Example({"name": "<script>x</script>"}))

    assert "<script>" not in html
