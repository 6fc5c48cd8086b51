"""What each kind of event is called on the page that lists them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trivsel.accounts.events import What
from trivsel.accounts.models import Event

WORDS: dict[What, Promise] = {
    What.ORGANISATION_CREATED: _("The organisation was created"),
    What.ORGANISATION_CHANGED: _("The organisation's name was changed"),
    What.MINIMUM_RAISED: _("The minimum group size was raised"),
    What.UNIT_ADDED: _("A unit was added"),
    What.UNIT_RENAMED: _("A unit was renamed"),
    What.UNIT_MOVED: _("A unit was moved"),
    What.UNIT_REMOVED: _("A unit was removed"),
    What.PERSON_ADDED: _("A person was added"),
    What.PERSON_CHANGED: _("A person was changed"),
    What.PERSON_LEFT: _("A person left"),
    What.ADDRESS_CHANGED: _("A person's e-mail was changed"),
    What.ROLE_GIVEN: _("A role was given"),
    What.ROLE_TAKEN: _("A role was ended"),
    What.REP_CHOSEN: _("The employees' choice was written down"),
    What.IMPORT_CARRIED_OUT: _("An import was carried out"),
    What.INSTRUMENT_LOADED: _("A questionnaire was loaded"),
    What.ROUND_PLANNED: _("A round was planned"),
    What.ROUND_SUBMITTED: _("A round was sent to be signed"),
    What.ROUND_WITHDRAWN: _("A round was taken back from signing"),
    What.ROUND_SIGNED: _("A round was signed"),
    What.ROUND_OPENED: _("A round was opened"),
    What.ROUND_CLOSED: _("A round was closed"),
    What.ROUND_RELEASED: _("Results were released"),
    What.ROUND_CANCELLED: _("A round was cancelled"),
    What.SLIPS_PRINTED: _("Code slips were printed"),
    What.LETTERS_PRINTED: _("Personal letters were printed"),
    What.SEAL_HALF_PRINTED: _("One half of a round's key was printed"),
    What.COMMENT_DOUBTED: _("Somebody would withhold a comment, or not any more"),
    What.COMMENTS_SIGNED: _("Comments were read and signed"),
    What.COMMENTS_RELEASED: _("Comments were released"),
    What.RESULTS_EXPORTED: _("Results were saved as a spreadsheet"),
    What.ACTION_AGREED: _("An action was agreed"),
    What.ACTION_CHANGED: _("An action was changed"),
}

THINGS: dict[str, Promise] = {
    "action": _("action"),
    "import": _("import"),
    "instrument": _("questionnaire"),
    "organisation": _("organisation"),
    "person": _("person"),
    "round": _("round"),
    "unit": _("unit"),
}


def thing_for(event: Event) -> str:
    """What it was done to: the word for its kind, and its number or code."""
    return f"{THINGS.get(event.kind, event.kind)} {event.key}".strip()


def words_for(what: str) -> str:
    """In words; the key itself for one that a newer version has recorded."""
    return str(WORDS[What(what)]) if what in What else what
