"""Texts that stand in several languages, on a page that is read in one."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from trivsel.surveys.words import in_language

register = template.Library()


@register.filter
def reader_language(texts: Mapping[str, str]) -> str:
    """Choose the reader's language, else Danish, else what there is."""
    return in_language(texts)


@register.filter
def chosen_language(texts: Mapping[str, str]) -> str:
    """Give the code of the language that ``reader_language`` chooses, for ``lang``."""
    language = (get_language() or "da")[:2]
    return next(code for code in (language, "da", *texts) if code in texts)
