"""Steps about consent that questions and services share: which answer counts, and how old somebody is."""

from datetime import date

from sqlalchemy import select

from desktop.domain.case_studies import CASE_STUDY, consent_to_story, why_not_told
from desktop.domain.consent import ConsentHeld, ages_from_stated, check_sharing, consent_that_counts
from desktop.domain.dates import PartialDate, Precision, age_range
from desktop.domain.ids import ConsentId, OrganisationId, PersonId
from desktop.errors import RefusedError
from desktop.models.consent import Consent
from desktop.models.person import Person
from desktop.models.session import RecordSession

_NAMED_IN_WORDS = "somebody named in words"


def require_consent(
    session: RecordSession,
    *,
    person_id: PersonId,
    kind_code: str,
    organisation_id: OrganisationId | None,
    on: date,
) -> ConsentId:
    """Give the consent by which something may be shared with an organisation on a day.

    Every answer counts, those of sealed cases too: a no is a no. A consent whose receiver is only written in
    words carries nothing to an entry of the directory.

    Raises:
        RefusedError: consent was never asked, refused, withdrawn, has run out, or is for somebody else.
    """
    to = organisation_id.hex if organisation_id is not None else None
    answers = [(as_held(one), one.id) for one in _answers(session, person_id, kind_code)]
    held = [one for one, _consent_id in answers]
    counts = consent_that_counts(held, on=on, to=to)
    if counts is None and any(one.to == _NAMED_IN_WORDS for one in held):
        what = "Their consent says only in words who may be told."
        raise RefusedError(what, "Record it again, and choose the organisation from the directory.")
    if counts is None and held:
        what = "Their consent is for another organisation."
        raise RefusedError(what, "Ask them about this one.")
    check_sharing(counts, on=on, to=to)
    return next(ConsentId(consent_id) for one, consent_id in answers if one is counts)


def story_consent(session: RecordSession, *, person_id: PersonId, on: date) -> tuple[ConsentId | None, str]:
    """Give the consent by which a person's story may be told on a day, and why it may not be: empty if so."""
    answers = [(as_held(one), one.id) for one in _answers(session, person_id, CASE_STUDY)]
    counts = consent_to_story([one for one, _consent_id in answers], on=on)
    told = next((ConsentId(consent_id) for one, consent_id in answers if one == counts), None)
    return told, why_not_told(counts, on=on)


def as_held(consent: Consent) -> ConsentHeld:
    """Give what of a consent decides whether it holds, and for whom."""
    to = consent.organisation_id.hex if consent.organisation_id is not None else None
    if to is None and consent.given and consent.to_whom:
        to = _NAMED_IN_WORDS
    return ConsentHeld(
        given=consent.given,
        on=consent.answered_on,
        expires_on=consent.expires_on,
        withdrawn_on=consent.withdrawn_on,
        to=to,
    )


def ages_of(person: Person, *, on: date) -> tuple[int, int] | None:
    """Give the youngest and oldest a person may be on a day, None where nobody knows."""
    if person.born_on is not None:
        return age_range(PartialDate(person.born_on, Precision(person.born_precision or Precision.DAY)), on)
    if person.age_stated is None or person.age_stated_on is None:
        return None
    return ages_from_stated(person.age_stated, stated_on=person.age_stated_on, on=on)


def _answers(session: RecordSession, person_id: PersonId, kind_code: str) -> list[Consent]:
    statement = (
        select(Consent)
        .where(
            Consent.person_id == person_id,
            Consent.kind_code == kind_code,
            Consent.archived_at.is_(None),
        )
        .order_by(Consent.answered_on, Consent.id)
    )
    return list(session.scalars(statement))
