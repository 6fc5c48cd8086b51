"""Static files get names by their content when they are collected."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

BACKEND = {"BACKEND": "trivsel.config.static.Storage"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Everything collected, once for the module: the tests only read it."""
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": BACKEND}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def collected(settings, folder):
    settings.STATIC_ROOT = folder
    settings.STORAGES = {**settings.STORAGES, "staticfiles": BACKEND}
    return folder


def test_pages_link_to_files_named_by_their_content(collected):
    links = re.findall(r'/static/([^"]+)', render_to_string("500.html"))

    assert "ui/tokens.css" not in links
    assert all((collected / link).exists() for link in links)
    assert any(re.fullmatch(r"ui/tokens\.[0-9a-f]{12}\.css", link) for link in links)


def test_a_style_sheet_finds_its_font_by_the_new_name(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheet = (collected / names["ui/tokens.css"]).read_text()

    font = names["ui/fonts/inter.woff2"].removeprefix("ui/")
    assert f'url("{font}")' in sheet


def test_style_sheets_are_compressed_ahead(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]

    assert (collected / f"{names['ui/base.css']}.gz").exists()


def test_before_anything_is_collected_plain_names_are_used(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": BACKEND}

    assert "/static/ui/tokens.css" in render_to_string("500.html")


def test_the_other_tests_read_files_where_they_lie(settings):
    assert settings.STATIC_ROOT is None
    assert "/static/ui/tokens.css" in render_to_string("500.html")
