"""What is missing or contradictory behind a return, about whom, and what it does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.incident_words import IncidentWords
from desktop.domain.periods import parse_period
from desktop.errors import NotAllowedError
from desktop.models.assessment import Assessment, NeedAnswer
from desktop.models.case import FundingStream
from desktop.models.onward_referral import OnwardReferral
from desktop.models.referral import Referral
from desktop.queries.people import person_to_change
from desktop.returns.counting import count
from desktop.returns.inbox.effects import Place, shows_in
from desktop.returns.inbox.findings import Finding, FindingKind, RecordKind
from desktop.returns.inbox.inbox import inbox
from desktop.returns.inbox.standing import still_standing
from desktop.returns.result import Return
from desktop.returns.rules.reading import bundled_code_lists, load_definition
from desktop.services.people import change_person
from desktop.services.referrals import change_incident
from desktop.store.records import Records
from tests.services.made_case import MadeCase, add, contact, made_case

QUARTER = "2025-26:Q4"
KIND = FindingKind


@pytest.fixture
def ada(records: Records, actor: Actor) -> MadeCase:
    """Give Ada Wren, referred on 2 March 2026, her case opened on 3 March."""
    return made_case(records, actor)


def counted(ada: MadeCase, period: str = QUARTER) -> Return:
    rules = load_definition("pcc-quarterly", code_lists=bundled_code_lists())
    return ada.ask(count, definition=rules, period=parse_period(period))


def found(ada: MadeCase, *, by: Actor | None = None, period: str = QUARTER) -> tuple[Finding, ...]:
    return ada.ask(inbox, result=counted(ada, period), by=by)


def kinds(findings: Sequence[Finding]) -> set[FindingKind]:
    return {one.kind for one in findings} - {KIND.MISSING}


def missing(findings: Sequence[Finding], by: str) -> Finding:
    return next(one for one in findings if one.missing == by)


def test_who_was_not_asked_is_found_with_what_it_does_and_whose_case_it_is(ada: MadeCase) -> None:
    ada.say_of_case(worker_id=ada.actor.user_id)
    finding = missing(found(ada), "ethnicity")
    assert finding.sentence == "No ethnicity recorded."
    assert "R9 Ethnicity" in finding.effect
    assert "R29" in finding.effect
    assert finding.initials == "A.W."
    assert (finding.case_id, finding.worker) == (ada.case, ada.actor.name)


def test_an_answer_that_counts_as_none_is_said_in_words(ada: MadeCase) -> None:
    ada.say_of_person(ethnicity_code="not-stated")
    assert "not stated" in missing(found(ada), "ethnicity").sentence


def test_once_it_is_asked_nothing_is_missing_and_preferring_not_to_say_is_an_answer(ada: MadeCase) -> None:
    held = ada.ask(person_to_change, person_id=ada.person)
    words = replace(held.words, ethnicity_code="prefer-not-to-say", religion_code="christian")
    ada.do(change_person, person_id=ada.person, version=held.version, words=words)
    assert {"ethnicity", "religion"}.isdisjoint(one.missing for one in found(ada))


def test_what_shows_in_more_tables_comes_first(ada: MadeCase) -> None:
    weights = [one.weight for one in found(ada)]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 1


def test_sound_records_contradict_nothing(ada: MadeCase) -> None:
    add(ada, contact(ada, date(2026, 3, 4)))
    assert kinds(found(ada)) == set()


def test_contacts_before_the_referral_after_the_ending_and_after_the_death_are_found(ada: MadeCase) -> None:
    ada.say_of_case(closed_on=date(2026, 3, 20), ending_code="needs-met")
    ada.say_of_person(died_on=date(2026, 3, 19))
    add(ada, contact(ada, date(2026, 3, 1)), contact(ada, date(2026, 3, 25)))
    findings = found(ada)
    assert kinds(findings) == {
        KIND.CONTACT_BEFORE_REFERRAL,
        KIND.CONTACT_AFTER_ENDING,
        KIND.CONTACT_AFTER_DEATH,
    }
    before = next(one for one in findings if one.kind is KIND.CONTACT_BEFORE_REFERRAL)
    assert before.sentence == "A contact of 1 March 2026 lies before the referral of 2 March 2026."
    assert "R16 Support given" in before.effect


def test_a_conversation_of_which_nobody_said_whether_it_gave_support_is_found_once(ada: MadeCase) -> None:
    silent = contact(ada, date(2026, 3, 5), support_codes=None)
    add(ada, silent)
    findings = found(ada)
    assert kinds(findings) == {KIND.NO_SUPPORT_RECORDED}
    assert not [one for one in findings if one.missing == "support"]
    (said,) = [one for one in findings if one.kind is KIND.NO_SUPPORT_RECORDED]
    assert (said.record_kind, said.record_id) == (RecordKind.CONTACT, silent.id)
    assert "“Not recorded” in R16 Support given" in said.effect


def test_each_contact_that_cannot_be_is_a_finding_of_its_own(ada: MadeCase) -> None:
    early = [contact(ada, date(2026, 3, 1)), contact(ada, date(2026, 2, 27))]
    add(ada, *early)
    before = [one for one in found(ada) if one.kind is KIND.CONTACT_BEFORE_REFERRAL]
    assert {one.record_id for one in before} == {one.id for one in early}


def test_what_is_missing_in_a_column_of_a_table_is_found(ada: MadeCase) -> None:
    ada.say_of_case(closed_on=date(2026, 3, 20), ending_code="needs-met")
    risk = missing(found(ada), "risk-start")
    assert risk.effect.count("“Not judged” in R21 Risk at the start and at the end") == 1
    assert not [one for one in found(ada) if one.missing == "risk-end"]
    assert (risk.record_kind, risk.record_id) == (RecordKind.CASE, ada.case)


def test_what_is_told_with_a_referral_is_found_once_for_people_and_cases(ada: MadeCase) -> None:
    hate = [one for one in found(ada) if one.missing == "hate"]
    assert [one.record_kind for one in hate] == [RecordKind.REFERRAL]
    assert hate[0].record_id == hate[0].referral_id
    assert "R6 Hate crime" in hate[0].effect
    assert "R29" in hate[0].effect


def test_long_titles_are_said_in_full_and_shown_in_short(ada: MadeCase) -> None:
    finding = missing(found(ada), "ethnicity")
    assert finding.in_short == "Missing in R9 Ethnicity and R29"
    assert "“Ethnicity” in R29 What is missing about people newly referred" in finding.effect


def test_a_title_is_not_cut_behind_a_word_that_leads_on() -> None:
    onward = Place("R17", "Onward referral and signposting")
    assert shows_in([onward])[1] == "Shows in R17 Onward referral…"
    assert shows_in([Place("", "Age"), Place("", "Age, adults")])[1] == "Shows in Age and 1 more"
    assert shows_in([])[1] == "In no table of this return"


def test_what_stands_in_many_tables_says_how_many_more(ada: MadeCase) -> None:
    ada.say_of_case(opened_on=date(2026, 2, 27))
    (early,) = [one for one in found(ada) if one.kind is KIND.OPENED_BEFORE_REFERRAL]
    assert early.in_short.endswith(" more")
    assert early.effect.count("R") > early.in_short.count("R")


def test_what_was_written_down_settles_what_it_answers_and_nothing_else(ada: MadeCase) -> None:
    ada.say_of_case(opened_on=date(2026, 2, 27))
    add(ada, contact(ada, date(2026, 3, 1)))
    result, findings = counted(ada), found(ada)

    def settled() -> set[tuple[FindingKind, str]]:
        stand = ada.ask(still_standing, result=result, findings=findings)
        return {(one.kind, one.missing) for one in findings if one not in stand}

    assert settled() == set()
    ada.say_of_person(ethnicity_code="not-stated", sex_code="F", religion_code="prefer-not-to-say")
    assert settled() == {(KIND.MISSING, "sex"), (KIND.MISSING, "religion")}
    ada.say_of_case(opened_on=date(2026, 3, 3), repeat_victim=False, enhanced_codes=frozenset())
    more = {(KIND.OPENED_BEFORE_REFERRAL, ""), (KIND.MISSING, "repeat-victim"), (KIND.MISSING, "enhanced")}
    assert settled() >= more
    referral_id = missing(findings, "hate").referral_id
    words = IncidentWords(hate_strands=frozenset(), reported_code="yes", crime_code="theft-other")
    ada.do(change_incident, referral_id=referral_id, version=0, words=words)
    assert settled() >= {(KIND.MISSING, "hate"), (KIND.MISSING, "reported")}
    assert (KIND.CONTACT_BEFORE_REFERRAL, "") not in settled()


def test_days_of_a_case_that_cannot_be_are_found(ada: MadeCase) -> None:
    ada.say_of_case(opened_on=date(2026, 2, 27), closed_on=date(2026, 2, 1))
    findings = kinds(found(ada))
    assert findings >= {
        KIND.CLOSED_BEFORE_OPENED,
        KIND.OPENED_BEFORE_REFERRAL,
        KIND.CLOSED_WITHOUT_REASON,
    }


def test_births_that_cannot_be_are_found(ada: MadeCase) -> None:
    ada.say_of_person(born_on=date(2026, 3, 9))
    assert kinds(found(ada)) == {KIND.BORN_AFTER_REFERRAL}
    ada.say_of_person(born_on=date(1900, 3, 9))
    assert kinds(found(ada)) == {KIND.VERY_OLD}


def test_a_score_at_the_ending_alone_is_found(ada: MadeCase) -> None:
    ada.say_of_case(closed_on=date(2026, 3, 20), ending_code="needs-met")
    both = {"person_id": ada.person, "case_id": ada.case}
    sitting = Assessment(
        **both,
        stage="ending",
        made_on=date(2026, 3, 20),
        made_by=ada.actor.user_id,
        safety_answer="not_asked",
    )
    add(ada, sitting)
    add(ada, NeedAnswer(**both, assessment_id=sitting.id, need_code="health", answer="scored", score=4))
    assert kinds(found(ada)) == {KIND.SCORE_ONLY_AT_ENDING}


def test_an_onward_referral_without_an_outcome_is_found_after_28_days(ada: MadeCase) -> None:
    def sent(day: date) -> OnwardReferral:
        return OnwardReferral(
            person_id=ada.person,
            case_id=ada.case,
            kind="referred",
            organisation_id=ada.organisation(f"Place of {day}"),
            made_by=ada.actor.user_id,
            made_on=day,
            sent_on=day,
        )

    add(ada, sent(date(2026, 3, 4)))
    assert kinds(found(ada)) == set()
    add(ada, sent(date(2026, 3, 3)))
    assert kinds(found(ada)) == {KIND.OUTCOME_UNKNOWN}


def test_somebody_who_said_yes_and_has_no_case_is_found(ada: MadeCase) -> None:
    said_yes = Referral(
        reference="RA-1",
        received_on=date(2026, 3, 10),
        person_id=ada.person,
        answered_on=date(2026, 3, 9),
        accepted=True,
    )
    add(ada, said_yes)
    assert kinds(found(ada)) == {KIND.ACCEPTED_WITHOUT_CASE, KIND.ANSWERED_BEFORE_REFERRAL}


def test_what_belongs_to_another_period_is_passed_over(ada: MadeCase) -> None:
    add(ada, contact(ada, date(2026, 3, 5), support_codes=None))
    assert found(ada, period="2025-26:Q3") == ()


def test_whoever_was_put_away_counts_nowhere_and_is_passed_over(ada: MadeCase) -> None:
    add(ada, contact(ada, date(2026, 3, 1)))
    assert kinds(found(ada)) == {KIND.CONTACT_BEFORE_REFERRAL}
    ada.say_of_person(archived_at=datetime(2026, 3, 30, tzinfo=UTC))
    assert found(ada) == ()


def test_a_return_for_one_funding_stream_passes_over_the_cases_of_others(ada: MadeCase) -> None:
    ours, theirs = FundingStream(name="Ours", funder=None), FundingStream(name="Theirs", funder=None)
    add(ada, ours, theirs, contact(ada, date(2026, 3, 1)))

    def of(stream: str) -> set[FindingKind]:
        rules = load_definition("pcc-quarterly", code_lists=bundled_code_lists())
        result = ada.ask(count, definition=rules, period=parse_period(QUARTER), stream=stream)
        return kinds(ada.ask(inbox, result=result))

    assert of("Ours") == set()
    ada.say_of_case(funding_stream_id=ours.id)
    assert of("Ours") == {KIND.CONTACT_BEFORE_REFERRAL}
    assert of("Theirs") == set()


def test_somebody_out_of_sight_is_not_named(ada: MadeCase) -> None:
    add(ada, contact(ada, date(2026, 3, 1)))
    lou = ada.colleague(Role.MANAGER, "Lou Locked")
    assert found(ada, by=lou)
    ada.lock_out(lou)
    assert ada.ask(inbox, by=lou, result=counted(ada)) == ()


def test_whoever_sees_numbers_alone_is_not_told(ada: MadeCase) -> None:
    trustee = ada.colleague(Role.TRUSTEE, "Tru Stee")
    result = counted(ada)
    with pytest.raises(NotAllowedError):
        ada.records.read(trustee, partial(inbox, actor=trustee, result=result))
