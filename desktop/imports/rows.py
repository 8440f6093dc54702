"""One row of a list read into a referral, a person and an incident, or refused with the reason."""

import re
from datetime import date

from desktop.domain.codes import Kind
from desktop.domain.dates import PartialDate, Precision, earliest_and_latest
from desktop.domain.incoming import IncomingContact, IncomingIncident, IncomingPerson, IncomingRow
from desktop.domain.safe_contact import Channel, SafeState
from desktop.imports.cells import is_email, national_digits, postcode, says_nothing, telephone
from desktop.imports.dates import born_before, stands_for_nothing
from desktop.imports.headings import Field
from desktop.imports.names import split_name
from desktop.imports.sheet import Row
from desktop.imports.values import Reader, RowRefusedError

_OLDEST = 120
_LONGEST_POSTCODE = 16
_LONGEST_DIGITS = 20
_FEWEST_DIGITS = 5
_SEVERAL_NUMBERS = re.compile(r"\s*(?:[/;,|\n]|\bor\b|\band\b)\s*", re.IGNORECASE)
_AGE = re.compile(
    r"(?:aged?\s+|about\s+|approx\.?\s+|c\.?\s*|~\s*)?(\d{1,3})(?:\.\d+)?"
    r"\s*(?:(?:y(?:(?:ea)?rs?)?\.?)(?:\s+old)?|y/?o|\(?approx\.?\)?)?\.?",
    re.IGNORECASE,
)
_NO_FIXED_ABODE = frozenset({"nfa", "no fixed abode", "no fixed address", "homeless", "of no fixed abode"})


def read_row(row: Row, reader: Reader, *, today: date) -> IncomingRow:
    """Read one row.

    Raises:
        RowRefusedError: with the reason, for the rejects file.
    """
    if row.problem:
        raise RowRefusedError(row.problem)
    reader.begin(row.cells)
    received_on = _received_on(reader, today)
    person = _person(reader, received_on)
    incident = _incident(reader, today)
    opened_on, closed_on = _span(reader, received_on, today)
    return IncomingRow(
        number=row.number,
        cells=row.cells,
        reference=reader.line(Field.REFERENCE),
        received_on=received_on,
        person=person,
        incident=incident,
        source_code=reader.code(Field.REFERRED_BY),
        source_words=reader.line(Field.REFERRED_BY),
        also_involves=reader.codes(Field.ALSO_INVOLVES),
        opened_on=opened_on,
        closed_on=closed_on,
        ending_code=reader.code(Field.ENDING),
        reason_not_case_code=reader.code(Field.NOT_CASE),
        funding_stream=reader.line(Field.FUNDING_STREAM),
        anonymous=reader.yes_or_no(Field.ANONYMOUS),
        unplaced=reader.unplaced,
    )


def _received_on(reader: Reader, today: date) -> date:
    known = reader.date(Field.DATE_REFERRED)
    if known is None:
        what = "The date of the referral is missing."
        raise RowRefusedError(what)
    if known.precision is not Precision.DAY:
        what = "The date of the referral does not say the day."
        raise RowRefusedError(what)
    if known.first > today:
        what = "The date of the referral lies in the future."
        raise RowRefusedError(what)
    return known.first


def _span(reader: Reader, received_on: date, today: date) -> tuple[date | None, date | None]:
    opened_on = _day(reader, Field.OPENED)
    if opened_on and opened_on < received_on:
        reader.set_apart(Field.OPENED)
        opened_on = None
    closed_on = _day(reader, Field.CLOSED)
    if closed_on and closed_on < received_on:
        what = "The case closed before the referral came."
        raise RowRefusedError(what)
    if closed_on and opened_on and closed_on < opened_on:
        what = "The case closed before it opened."
        raise RowRefusedError(what)
    if max(opened_on or received_on, closed_on or received_on) > today:
        what = "The case opened or closed in the future."
        raise RowRefusedError(what)
    return opened_on, closed_on


def _day(reader: Reader, field: Field) -> date | None:
    known = reader.date(field)
    if known is None:
        return None
    if known.precision is not Precision.DAY:
        reader.set_apart(field)
        return None
    return known.first


def _person(reader: Reader, received_on: date) -> IncomingPerson:
    forename, surname = _name(reader)
    sex, gender, words = _sex_and_gender(reader)
    where, no_abode = _postcode(reader)
    return IncomingPerson(
        forename=forename,
        surname=surname,
        known_as=reader.line(Field.KNOWN_AS),
        born=_born(reader, received_on),
        age_stated=_age(reader),
        died_on=_day(reader, Field.DATE_OF_DEATH),
        postcode=where,
        no_fixed_abode=no_abode,
        local_authority_code=reader.code(Field.LOCAL_AUTHORITY),
        language_code=reader.code(Field.LANGUAGE),
        sex_code=sex,
        gender_code=gender,
        gender_words=words,
        gender_same_code=reader.code(Field.GENDER_SAME),
        ethnicity_code=reader.code(Field.ETHNICITY),
        orientation_code=reader.code(Field.ORIENTATION),
        religion_code=reader.code(Field.RELIGION),
        disability_code=reader.code(Field.DISABILITY),
        day_to_day_code=reader.code(Field.DAY_TO_DAY),
        impairment_codes=reader.codes(Field.IMPAIRMENTS),
        contacts=_contacts(reader),
    )


def _name(reader: Reader) -> tuple[str | None, str | None]:
    forename, surname = reader.line(Field.FORENAME), reader.line(Field.SURNAME)
    full = reader.line(Field.FULL_NAME)
    if full and not (forename or surname):
        return split_name(full)
    return forename, surname


def _sex_and_gender(reader: Reader) -> tuple[str | None, str | None, str | None]:
    """Read sex and gender; a word that speaks of gender in the column of the sexes is kept as gender."""
    gender = reader.code(Field.GENDER)
    if gender is not None or Field.GENDER in reader.columns:
        words = reader.line(Field.GENDER) if gender is None else None
        return reader.code(Field.SEX), gender, words
    said = reader.text(Field.SEX)
    sex, meant = reader.could_be(Field.SEX, said), reader.could_be(Field.GENDER, said)
    if (sex is None or sex.counts_as_missing) and meant is not None and meant.kind is Kind.ANSWER:
        return sex.code if sex else None, meant.code, None
    return reader.code(Field.SEX), None, None


def _born(reader: Reader, received_on: date) -> PartialDate | None:
    born = reader.date(Field.DATE_OF_BIRTH)
    if born is None:
        return None
    if stands_for_nothing(born):
        reader.set_apart(Field.DATE_OF_BIRTH)
        return None
    born = born_before(born, reader.text(Field.DATE_OF_BIRTH), received_on)
    if born.first > received_on:
        what = "The date of birth lies after the referral."
        raise RowRefusedError(what)
    if received_on.year - earliest_and_latest(born)[1].year > _OLDEST:
        what = f"The date of birth makes the person older than {_OLDEST}."
        raise RowRefusedError(what)
    return born


def _age(reader: Reader) -> int | None:
    text = reader.text(Field.AGE)
    if not text or says_nothing(text):
        return None
    found = _AGE.fullmatch(text)
    if found is None or int(found[1]) > _OLDEST:
        reader.set_apart(Field.AGE)
        return None
    return int(found[1])


def _postcode(reader: Reader) -> tuple[str | None, bool | None]:
    text = reader.text(Field.POSTCODE)
    if not text or says_nothing(text):
        return None, None
    if text.casefold() in _NO_FIXED_ABODE:
        return None, True
    written = postcode(text)
    if len(written) > _LONGEST_POSTCODE:
        reader.set_apart(Field.POSTCODE)
        return None, None
    return written, None


def _contacts(reader: Reader) -> tuple[IncomingContact, ...]:
    contacts = [*_numbers(reader)]
    mail = reader.text(Field.EMAIL)
    if mail and not says_nothing(mail):
        if is_email(mail):
            contacts.append(IncomingContact(Channel.EMAIL, mail, reader.safe_state(Field.SAFE_TO_EMAIL)))
        else:
            reader.set_apart(Field.EMAIL)
    lines = [*reader.texts(Field.ADDRESS), *reader.texts(Field.ADDRESS_MORE)]
    address = ", ".join(" ".join(line.split()) for line in lines if not says_nothing(line))
    if address and address.casefold() not in _NO_FIXED_ABODE:
        contacts.append(IncomingContact(Channel.LETTER, address, reader.safe_state(Field.SAFE_TO_WRITE)))
    return tuple(contacts)


def _numbers(reader: Reader) -> list[IncomingContact]:
    """Read telephone numbers; one number in two columns counts once, the state holds for each of them."""
    call = reader.safe_state(Field.SAFE_TO_CALL)
    voicemail = reader.yes_or_no(Field.SAFE_VOICEMAIL)
    found: dict[str, str] = {}
    for field in (Field.PHONE, Field.MOBILE):
        text = reader.text(field)
        if not text or says_nothing(text):
            continue
        numbers = _numbers_in(text)
        if not numbers:
            reader.set_apart(field)
        found = numbers | found
    contacts = [
        IncomingContact(Channel.PHONE, value, call, digits, voicemail) for digits, value in found.items()
    ]
    if Field.SAFE_TO_TEXT in reader.columns:
        state = reader.safe_state(Field.SAFE_TO_TEXT)
        mobiles = [contact for contact in contacts if (contact.digits or "").startswith("7")]
        if state is not SafeState.UNKNOWN:
            contacts += [IncomingContact(Channel.TEXT, one.value, state, one.digits) for one in mobiles]
    return contacts


def _numbers_in(text: str) -> dict[str, str]:
    """Give each number of a cell by its digits; nothing when any part of the cell is no number."""
    numbers: dict[str, str] = {}
    for part in filter(None, _SEVERAL_NUMBERS.split(text)):
        digits = national_digits(part)
        if not _FEWEST_DIGITS <= len(digits) <= _LONGEST_DIGITS or len(part) > _LONGEST_DIGITS * 4:
            return {}
        numbers[digits] = telephone(part)
    return numbers


def _incident(reader: Reader, today: date) -> IncomingIncident:
    happened = reader.date(Field.INCIDENT_DATE)
    if happened is not None and happened.first > today:
        what = "The date of the incident lies in the future."
        raise RowRefusedError(what)
    return IncomingIncident(
        happened=happened,
        crime_number=reader.line(Field.CRIME_NUMBER),
        crime_code=reader.code(Field.CRIME_TYPE),
        reported_code=reader.code(Field.REPORTED),
        hate_strands=reader.codes(Field.HATE),
    )
