"""Why a manifest or a record cannot be read, in the reader's language.

The domain says it in English, with numbers and names filled in. Here each sentence is known by
its form; a test holds the list against the domain's own code.
"""

import re

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

_SENTENCES = {
    # in one way only
    r"is longer than (\d+) bytes": _("is longer than %s bytes"),
    r"is no JSON in UTF-8": _("is no JSON in UTF-8"),
    r"byte (\d+) is not as it would be written": _(
        "is not written in the one way there is, from byte %s on"
    ),
    r"a text has a sign in it that cannot be seen": _("a text has a sign that cannot be seen"),
    r"a text is not in NFC": _("a text is not in NFC"),
    r"true, false and fractions have no place here": _(
        "true, false and fractions are not used"
    ),
    r"a number is larger than a browser keeps": _("a number is larger than a browser keeps"),
    r"(\w+) has no place here": _("%s has no place here"),
    r"a key has other signs than small letters and _": _("a key has signs it cannot have"),
    r"the key (.+) stands twice": _("the key %s stands twice"),
    r"(.+) is no whole number": _("%s is no whole number"),
    # of the right kind
    r"must be an object": _("must be an object"),
    r"is missing": pgettext_lazy("of a field", "is missing"),
    r"is not known": _("is not known"),
    r"must be a list": _("must be a list"),
    r"must be a text": _("must be a text"),
    r"must be a whole number": _("must be a whole number"),
    r"must be 64 small hex digits": _("must be 64 small hex digits"),
    r"must be base64": _("must be base64"),
    r"must be a day like 2026-11-30": _("must be a day like 2026-11-30"),
    # within bounds
    r"must be 1-64 letters, digits, hyphens and _": _("must be 1-64 letters, digits, - and _"),
    r"must be (\d+) or more, not (-?\d+)": _("must be %s or more, not %s"),
    r"must be (\d+) bytes": _("must be %s bytes"),
    r"must be one of (.+)": _("must be one of these: %s"),
    r"must be at least one": _("must be at least one"),
    r"must name at least one": _("must name at least one"),
    r"must not be empty": _("must not be empty"),
    r"must be spelled (.+)": _("must be spelled %s"),
    r"is before the round opens": _("is before the round opens"),
    r"is before the last day of issue": _("is before the last day ballots are fetched"),
    # in order
    r"must stand in the order of their codes": _("must stand in the order of their codes"),
    r"must stand in the order of the sides": _("must stand in the order of the sides"),
    r"must stand in their own order": _("must stand in their own order"),
    r"(.+) stands twice": _("%s stands twice"),
    # keys and receipts
    r"must have (\d+) bits and the exponent (\d+)": _("must have %s bits and the exponent %s"),
    r"is not the SHA-256 of the key beside it": _("is not the SHA-256 of the key beside it"),
    r"is no RSA key that anybody should trust": _("is no RSA key that anybody should trust"),
    r"must be a SubjectPublicKeyInfo in DER.*": _("must be a public key in its one spelling"),
    r"must be an (X25519|Ed25519) key.*": _("must be a key of the kind %s"),
    r"is a point that everybody can open": _("is a key that everybody can open"),
    r"is a point that anybody can sign with": _("is a key that anybody can sign with"),
    r"is no receipt": _("is no receipt"),
    # what is left of "must be ..."
    r"must be (\S+)": _("must be %s"),
}
_KNOWN = tuple((re.compile(form), sentence) for form, sentence in _SENTENCES.items())


def in_words(reason: str) -> str:
    """Say the reason in the reader's language; one that is new here stays as it is."""
    for form, sentence in _KNOWN:
        if found := form.fullmatch(reason):
            return str(sentence) % found.groups() if found.groups() else str(sentence)
    return reason


def place_in_words(place: str) -> str:
    """The place is a name in the file, but for the file itself."""
    return gettext("the file") if place == "the file" else place
