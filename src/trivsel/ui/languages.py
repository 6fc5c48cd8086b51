"""The same page in the other language: addresses differ only in how they begin."""

import re

from django.conf import settings


def same_page(address: str, language: str) -> str:
    """The address, but beginning with the language.

    Works for pages that do not exist as well, so that 'not found' can change language too.

    >>> same_page("/da/o/nord/?side=2", "en")
    '/en/o/nord/?side=2'
    """
    known = "|".join(code for code, _name in settings.LANGUAGES)
    return re.sub(rf"^/(?:{known})(?=/|$)", f"/{language}", address, count=1)
