"""Load a questionnaire: once loaded it is never changed, only followed by a new version."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.events import What, record_event
from trivsel.domain.instrument import InstrumentSpec, parse_instrument
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Organisation, Person
from trivsel.surveys import instruments, policies
from trivsel.surveys.models import Instrument

OWN_LANGUAGES = ("da", "en")
MARK = 7  # signs of the digest that tell two texts of one version apart


@transaction.atomic
def load_instrument(
    text: str, *, file: str, organisation: Organisation | None, by: Person | None, at: datetime
) -> Instrument:
    """Load a questionnaire for an organisation; for None, as one that comes with Trivsel.

    The same text again gives the instrument that is there.

    Raises:
        InstrumentErrors: The file is not an instrument; everything that is wrong with it.
        Refused: The person may not, or the version is taken by another text.
    """
    if organisation is None:
        return _keep_own(parse_instrument(text, file=file, languages=OWN_LANGUAGES), at=at)
    if by and (reason := policies.why_not_load(organisation, by=by)):
        raise Refused(reason)
    spec = parse_instrument(text, file=file)
    # Two uploads at once would both find the version free.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if same := _same_text(spec, organisation):
        return same
    if reason := _why_not_keep(spec, organisation):
        raise Refused(reason)
    loaded = _keep(spec, organisation=organisation, by=by, at=at)
    record_event(
        What.INSTRUMENT_LOADED,
        organisation=organisation.slug,
        actor=by.user_id if by else None,
        at=at,
        kind="instrument",
        key=str(loaded.pk),
    )
    return loaded


def load_core(*, at: datetime) -> list[Instrument]:
    """Load what comes with Trivsel. Run at every start; does nothing where nothing is new."""
    return [
        load_instrument(
            path.read_text(encoding="utf-8"), file=path.name, organisation=None, by=None, at=at
        )
        for path in instruments.own_files()
    ]


def _keep_own(spec: InstrumentSpec, *, at: datetime) -> Instrument:
    """Keep one of Trivsel's own. An upgrade must not stop, so a forgotten version is marked."""
    marked = replace(spec, version=f"{spec.version[:11]}+{spec.digest[:MARK]}")
    if same := _same_text(spec, None) or _same_text(marked, None):
        return same
    taken = Instrument.objects.filter(organisation=None, key=spec.key, version=spec.version)
    return _keep(marked if taken.exists() else spec, organisation=None, by=None, at=at)


def _same_text(spec: InstrumentSpec, organisation: Organisation | None) -> Instrument | None:
    return Instrument.objects.filter(organisation=organisation, digest=spec.digest).first()


def _why_not_keep(spec: InstrumentSpec, organisation: Organisation) -> str | None:
    if Instrument.objects.filter(organisation=None, key=spec.key).exists():
        return _(
            "'%(key)s' is the key of a questionnaire that comes with Trivsel. Nothing was"
            " loaded. Give yours a key of its own."
        ) % {"key": spec.key}
    if organisation.instruments.filter(key=spec.key, version=spec.version).exists():
        return _(
            "Version %(version)s of '%(key)s' is loaded already, with another text. It stays as"
            " it is, because rounds may have been answered with it. Give the changed file a new"
            " version and load it again."
        ) % {"key": spec.key, "version": spec.version}
    return None


def _keep(
    spec: InstrumentSpec, *, organisation: Organisation | None, by: Person | None, at: datetime
) -> Instrument:
    return Instrument.objects.create(
        organisation=organisation,
        key=spec.key,
        version=spec.version,
        title=dict(spec.title),
        spec=spec.to_dict(),
        digest=spec.digest,
        loaded_at=at,
        loaded_by=by,
    )
