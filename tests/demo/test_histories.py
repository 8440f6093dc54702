"""Somebody who knows the trade reads the made-up histories, and finds nothing that could not be."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from desktop.domain.code_tree import CodeList
from desktop.domain.sealed_text import Sealed
from tests.demo.conftest import UNTIL, Row, Told

OF_A_CASE = (
    *("contact", "consent", "assessment", "need_answer", "outcome_answer", "plan", "goal", "action"),
    *("concern", "concern_call"),
    *("concern_decision", "alert", "onward_referral", "ending", "key_date", "involved_person", "assignment"),
    *("lock_out", "alleged_offender"),
)
HAPPENED = {
    "contact": ("happened_on",),
    "consent": ("answered_on", "withdrawn_on"),
    "assessment": ("made_on",),
    "plan": ("made_on",),
    "goal": ("set_on", "settled_on"),
    "action": ("settled_on",),
    "alert": ("raised_on", "resolved_on"),
    "onward_referral": ("made_on", "sent_on", "outcome_on", "stopped_on"),
    "ending": ("closed_on", "reopened_on"),
    "key_date": ("dealt_with_on",),
    "assignment": ("from_on",),
    "concern": ("happened_on", "said_on", "closed_on"),
    "referral": ("received_on", "offered_on", "answered_on"),
    "support_case": ("opened_on", "closed_on", "sealed_on", "controlling_since"),
    "contact_point": ("confirmed_on", "confirm_again_since"),
    "incident": ("happened_on",),
    "person": ("died_on", "no_contact_since", "age_stated_on"),
    "lock_out": ("locked_on",),
}


def _first_referred(told: Told) -> dict[Any, date]:
    first: dict[Any, date] = {}
    for row in told.all("referral"):
        person = row["person_id"]
        first[person] = min(row["received_on"], first.get(person, date.max))
    return first


def _by_case(told: Told, kind: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in told.all(kind):
        found[row["case_id"]].append(row)
    return found


def _spells(told: Told, case: Row) -> Iterator[tuple[date, date]]:
    """Give the days between which work on a case went on."""
    since = case["opened_on"]
    for ending in sorted(_by_case(told, "ending")[case["id"]], key=lambda row: row["closed_on"]):
        yield since, ending["closed_on"]
        since = ending["reopened_on"]
    if since is not None:
        yield since, UNTIL


@pytest.mark.parametrize("kind", sorted(HAPPENED))
def test_nothing_happens_after_the_last_day(told: Told, kind: str) -> None:
    rows = told.all(kind)
    assert rows
    days = [row[field] for row in rows for field in HAPPENED[kind] if row[field] is not None]
    assert days
    assert max(days) <= UNTIL


def test_every_kind_of_record_of_a_case_is_there(told: Told) -> None:
    assert [kind for kind in OF_A_CASE if not told.all(kind)] == []
    others = ("household_link", "contact_share", "concern_addition", "reminder", "supervision_note")
    assert [kind for kind in others if not told.all(kind)] == []
    assert len(told.all("organisation")) >= 40


def test_nobody_is_contacted_before_they_are_referred(told: Told) -> None:
    first = _first_referred(told)
    referred = {row["id"]: row["received_on"] for row in told.all("referral")}
    for contact in told.all("contact"):
        assert contact["happened_on"] >= first[contact["person_id"]]
        if contact["referral_id"] is not None:
            assert contact["happened_on"] >= referred[contact["referral_id"]]


def test_support_is_offered_after_the_referral_and_answered_after_the_offer(told: Told) -> None:
    for row in told.all("referral"):
        days = [row[name] for name in ("received_on", "offered_on", "answered_on") if row[name]]
        assert days == sorted(days)
        assert (row["accepted"] is None) == (row["answered_on"] is None)


def test_a_case_opens_after_its_referral_was_accepted_and_only_once(told: Told) -> None:
    referrals = told.by_id("referral")
    cases = told.all("support_case")
    assert len({case["referral_id"] for case in cases}) == len(cases)
    for case in cases:
        referral = referrals[case["referral_id"]]
        assert referral["accepted"] is True
        assert referral["person_id"] == case["person_id"]
        assert referral["reason_not_case_code"] is None
        assert case["opened_on"] >= referral["answered_on"]


def test_a_referral_with_a_reason_never_becomes_a_case(told: Told) -> None:
    taken_up = {case["referral_id"] for case in told.all("support_case")}
    reasons = {row["reason_not_case_code"] for row in told.all("referral") if row["id"] not in taken_up}
    assert {"no-response", "declined-copes", "out-of-area", "duplicate", "out-of-scope"} <= reasons


def test_what_belongs_to_a_case_is_about_its_person(told: Told) -> None:
    cases = told.by_id("support_case")
    for kind in OF_A_CASE:
        for row in told.all(kind):
            if row["case_id"] is not None:
                assert cases[row["case_id"]]["person_id"] == row["person_id"]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("contact", "happened_on"),
        ("assessment", "made_on"),
        ("plan", "made_on"),
        ("goal", "set_on"),
        ("onward_referral", "made_on"),
        ("alert", "raised_on"),
        ("assignment", "from_on"),
    ],
)
def test_work_on_a_case_goes_on_only_while_it_is_open(told: Told, kind: str, field: str) -> None:
    rows = _by_case(told, kind)
    for case in told.all("support_case"):
        spells = list(_spells(told, case))
        for row in rows[case["id"]]:
            assert any(first <= row[field] <= last for first, last in spells)


def test_a_case_ends_as_its_endings_say(told: Told) -> None:
    endings = _by_case(told, "ending")
    reasons: set[str] = set()
    for case in told.all("support_case"):
        course = sorted(endings[case["id"]], key=lambda row: row["closed_on"])
        days = [day for row in course for day in (row["closed_on"], row["reopened_on"]) if day]
        assert days == sorted(days)
        assert all(row["reopened_on"] for row in course[:-1])
        closed = bool(course) and course[-1]["reopened_on"] is None
        assert case["closed_on"] == (course[-1]["closed_on"] if closed else None)
        assert case["ending_code"] == (course[-1]["reason_code"] if closed else None)
        reasons.update(row["reason_code"] for row in course)
    assert {"needs-met", "goals-partly-met", "person-chose", "contact-lost", "moved-away", "died"} <= reasons
    assert any(row["reopened_on"] for row in told.all("ending"))


def test_a_case_ends_with_a_worry_open_only_for_a_reason(told: Told) -> None:
    concerns = _by_case(told, "concern")
    for ending in told.all("ending"):
        raised = [
            row for row in concerns[ending["case_id"]] if row["raised_at"].date() <= ending["closed_on"]
        ]
        left = [row for row in raised if row["closed_on"] is None or row["closed_on"] > ending["closed_on"]]
        assert not left or ending["open_concern_reason"]


def test_somebody_who_chose_other_is_told_about_in_words(told: Told) -> None:
    others = [row for row in told.all("ending") if row["reason_code"] == "other"]
    assert all(row["words"] for row in others)


def test_after_a_death_nobody_is_reached_and_nothing_is_prompted(told: Told) -> None:
    died = {row["id"]: row["died_on"] for row in told.all("person") if row["died_on"]}
    assert died
    for contact in told.all("contact"):
        if contact["person_id"] in died and contact["happened_on"] >= died[contact["person_id"]]:
            assert (contact["direction"], contact["result_code"]) == ("in", "spoke-with-other")
    for kind, field in (("assessment", "made_on"), ("plan", "made_on"), ("onward_referral", "made_on")):
        for row in told.all(kind):
            assert row["person_id"] not in died or row[field] < died[row["person_id"]]
    assert not any(row["person_id"] in died and not row["done_on"] for row in told.all("reminder"))
    for ending in told.all("ending"):
        assert (ending["reason_code"] == "died") <= (ending["person_id"] in died)


def test_who_asked_not_to_be_contacted_is_left_alone(told: Told) -> None:
    since = {row["id"]: row["no_contact_since"] for row in told.all("person") if row["no_contact_since"]}
    assert since
    for contact in told.all("contact"):
        if contact["person_id"] in since:
            assert contact["happened_on"] <= since[contact["person_id"]]


def test_nothing_is_left_or_written_where_nobody_said_that_it_is_safe(told: Told) -> None:
    points = told.by_id("contact_point")
    used = [row for row in told.all("contact") if row["contact_point_id"]]
    for row in used:
        point = points[row["contact_point_id"]]
        assert point["person_id"] == row["person_id"]
        assert point["state"] != "unknown"
        if row["channel_code"] in {"text", "email"} or row["result_code"] == "voicemail-left":
            assert point["state"] == "safe"
        if row["result_code"] == "voicemail-left":
            assert point["voicemail_allowed"] is True
        assert point["state"] != "unsafe"
    before = [row for row in used if row["referral_id"] is not None]
    assert before
    assert {row["channel_code"] for row in before} == {"phone"}


def test_a_number_never_to_be_spoken_to_is_nobody_elses(told: Told) -> None:
    never = {row["digits"] for row in told.all("involved_person") if row["never_speak_to"]}
    assert never
    assert never.isdisjoint(row["digits"] for row in told.all("contact_point"))


def test_what_is_unsafe_is_never_the_safe_number_of_another(told: Told) -> None:
    points = [row for row in told.all("contact_point") if row["digits"]]
    unsafe = {row["digits"] for row in points if row["state"] == "unsafe"}
    assert unsafe
    assert unsafe.isdisjoint(row["digits"] for row in points if row["state"] != "unsafe")


def test_details_are_passed_on_only_with_a_consent_that_holds(told: Told) -> None:
    consents = told.by_id("consent")
    for row in told.all("onward_referral"):
        if row["kind"] == "told":
            assert row["sent_on"] is None
            continue
        consent = consents[row["consent_id"]]
        assert consent["person_id"] == row["person_id"]
        assert consent["organisation_id"] == row["organisation_id"]
        assert consent["given"]
        if row["sent_on"] is not None:
            assert consent["answered_on"] <= row["sent_on"] <= consent["expires_on"]
            assert consent["withdrawn_on"] is None
    assert any(row["outcome_code"] == "stopped" for row in told.all("onward_referral"))


def test_the_consent_of_a_child_says_who_judged_or_who_decided(told: Told) -> None:
    born = {row["id"]: row["born_on"] for row in told.all("person") if row["born_precision"] == "day"}
    children = 0
    for row in told.all("consent"):
        birthday = born.get(row["person_id"])
        if birthday is None:
            continue
        eighteen = date(birthday.year + 18, birthday.month, birthday.day)
        if row["answered_on"] >= eighteen:
            assert row["given_by_code"] == "person"
            continue
        children += 1
        assert row["parents_know"] is not None
        judged = row["competence_judged_by"] and row["competence_reason"]
        assert judged or row["given_by_code"] == "parental-responsibility"
    assert children


def test_needs_are_asked_at_the_start_and_most_are_better_at_the_end(told: Told) -> None:
    stages = told.by_id("assessment")
    scores: dict[Any, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in told.all("need_answer"):
        assert (row["answer"] == "scored") == (row["score"] is not None)
        if row["score"] is not None:
            scores[row["case_id"]][stages[row["assessment_id"]]["stage"], row["need_code"]] = row["score"]
    changes = [
        told_score - said["start", need]
        for said in scores.values()
        for (stage, need), told_score in said.items()
        if stage == "ending"
    ]
    better = sum(change < 0 for change in changes) / len(changes)
    worse = sum(change > 0 for change in changes) / len(changes)
    assert 0.45 < better < 0.75
    assert 0.03 < worse < 0.2


def test_outcomes_are_asked_and_most_who_end_agree_more_than_before(told: Told) -> None:
    stages = told.by_id("assessment")
    scores: dict[Any, dict[tuple[str, str], int]] = defaultdict(dict)
    answers = told.all("outcome_answer")
    for row in answers:
        assert (row["answer"] == "scored") == (row["score"] is not None)
        if row["score"] is not None:
            scores[row["case_id"]][stages[row["assessment_id"]]["stage"], row["outcome_code"]] = row["score"]
    assert {row["outcome_code"] for row in answers} == {"coping", "informed", "confidence"}
    assert {row["answer"] for row in answers} == {"scored", "not_asked", "prefer_not_to_say"}
    changes = [
        score - said["start", outcome]
        for said in scores.values()
        for (stage, outcome), score in said.items()
        if stage == "ending"
    ]
    assert 0.45 < sum(change > 0 for change in changes) / len(changes) < 0.8


def test_reasons_stand_only_where_it_was_not_reported(told: Told) -> None:
    incidents = told.all("incident")
    assert {row["reported_code"] for row in incidents} == {"yes-before", "yes-after", "no"}
    assert {row["reported_code"] for row in incidents if row["not_reported_codes"]} == {"no"}
    reasons = {code for row in incidents for code in row["not_reported_codes"] or ()}
    assert len(reasons) > 5


def test_two_funders_each_pay_for_a_good_share_of_the_cases(told: Told) -> None:
    streams = told.by_id("funding_stream")
    paid = Counter(streams[row["funding_stream_id"]]["name"] for row in told.all("support_case"))
    assert set(paid) == {"Commissioner's victims' grant", "Lottery fund"}
    assert 0.15 < paid["Lottery fund"] / paid.total() < 0.35


@pytest.mark.parametrize("field", ["religion_code", "language_code", "disability_code", "orientation_code"])
def test_of_those_in_a_case_some_are_asked_an_equality_question_and_some_are_not(
    told: Told, field: str
) -> None:
    helped = {row["person_id"] for row in told.all("support_case")}
    answers = [row[field] for row in told.all("person") if row["id"] in helped]
    assert 0.5 < sum(answer is not None for answer in answers) / len(answers) < 0.98


def test_some_replies_come_back_in_every_quarter_and_most_are_content(told: Told) -> None:
    replies = told.all("survey_reply")
    quarters = {row["quarter_start"] for row in replies}
    assert len(quarters) >= 12
    assert all(day.day == 1 and day.month in {1, 4, 7, 10} and day <= UNTIL for day in quarters)
    satisfied = {"completely-satisfied", "very-satisfied", "fairly-satisfied"}
    content = sum(row["overall_code"] in satisfied for row in replies)
    assert 0.8 < content / len(replies) < 1
    assert any(row["dignity_code"] is None for row in replies)
    assert all(row["unmet_words"] for row in replies if row["unmet_code"] == "yes")


def test_the_judgement_of_risk_is_never_below_the_tools_level(told: Told) -> None:
    order = ("standard", "medium", "high")
    rated = [row for row in told.all("assessment") if row["tool_level"]]
    assert rated
    assert all(order.index(row["risk_level"]) >= order.index(row["tool_level"]) for row in rated)


def test_actions_hang_on_goals_and_some_are_promised_and_some_overdue(told: Told) -> None:
    goals, cases = told.by_id("goal"), told.by_id("support_case")
    open_actions = [row for row in told.all("action") if row["state"] == "open"]
    for row in told.all("action"):
        assert goals[row["goal_id"]]["plan_id"] == row["plan_id"]
        assert row["promised"] <= (row["owner"] == "worker")
        assert (row["settled_on"] is None) == (row["state"] == "open")
    assert any(row["promised"] for row in open_actions)
    assert any(row["due_on"] < UNTIL for row in open_actions)
    assert all(cases[row["case_id"]]["closed_on"] is None for row in open_actions)


def test_a_concern_is_told_then_decided_then_signed_off_by_a_lead(told: Told) -> None:
    calls, decisions = defaultdict(list), defaultdict(list)
    for row in told.all("concern_call"):
        calls[row["concern_id"]].append(row["told_at"])
    for row in told.all("concern_decision"):
        decisions[row["concern_id"]].append(row["decided_at"])
    leads = {
        row["id"] for row in told.all("user_account") if row["roles"] & {"safeguarding-lead", "deputy-lead"}
    }
    for row in told.all("concern"):
        assert all(row["raised_at"] < moment for moment in calls[row["id"]])
        assert all(row["raised_at"] < moment for moment in decisions[row["id"]])
        assert row["happened_on"] <= row["said_on"] <= row["raised_at"].date()
        if row["closed_on"] is not None:
            assert decisions[row["id"]]
            assert row["signed_off_by"] in leads
            assert row["signed_off_at"] >= max(decisions[row["id"]])


def test_volunteers_work_only_where_and_while_they_are_assigned(told: Told) -> None:
    volunteers = {row["id"] for row in told.all("user_account") if "volunteer" in row["roles"]}
    assigned = defaultdict(list)
    for row in told.all("assignment"):
        assigned[row["user_id"], row["person_id"]].append((row["from_on"], row["until_on"] or UNTIL))
    theirs = [row for row in told.all("contact") if row["worker_id"] in volunteers]
    assert theirs
    for row in theirs:
        spans = assigned[row["worker_id"], row["person_id"]]
        assert any(first <= row["happened_on"] <= last for first, last in spans)
    assert not any(row["worker_id"] in volunteers for row in told.all("support_case"))


def test_who_is_locked_out_never_works_with_the_person(told: Told) -> None:
    helped = {(row["person_id"], row["worker_id"]) for row in told.all("contact")}
    helped |= {(row["person_id"], row["worker_id"]) for row in told.all("support_case")}
    locked = {(row["person_id"], row["user_id"]) for row in told.all("lock_out")}
    assert locked
    assert locked.isdisjoint(helped)


def test_family_and_witnesses_share_an_incident_and_a_talk(told: Told) -> None:
    cases = told.by_id("support_case")
    about = defaultdict(set)
    for row in told.all("case_incident"):
        about[row["case_id"]].add(row["incident_id"])
    contacts = told.by_id("contact")
    for row in told.all("contact_share"):
        contact, case = contacts[row["contact_id"]], cases[row["case_id"]]
        assert contact["person_id"] != case["person_id"]
        assert about[contact["case_id"]] & about[case["id"]]
        assert contact["happened_on"] >= case["opened_on"]


def test_two_cases_in_a_thousand_are_sealed_in_every_word(told: Told) -> None:
    sealed = {row["id"] for row in told.all("support_case") if row["sealed_on"]}
    assert 0.0005 < len(sealed) / len(told.all("support_case")) < 0.004
    words = {"contact": "note", "assessment": "support_around", "goal": "words", "ending": "words"}
    found = [
        row[field] for kind, field in words.items() for row in told.all(kind) if row["case_id"] in sealed
    ]
    assert [one for one in found if one is not None and not isinstance(one, Sealed)] == []
    assert any(found)


def test_what_is_always_sealed_is_sealed(told: Told) -> None:
    sealed = {
        "concern": "narrative",
        "concern_call": "said",
        "concern_decision": "reasons",
        "alert": "why",
        "lock_out": "reason",
        "alleged_offender": "words",
    }
    for kind, field in sealed.items():
        words = [row[field] for row in told.all(kind) if row[field] is not None]
        assert words
        assert all(isinstance(one, Sealed) for one in words)
    restricted = [row["note"] for row in told.all("contact") if row["restricted"]]
    assert restricted
    assert all(isinstance(note, Sealed) for note in restricted)


def test_some_stay_without_a_name(told: Told) -> None:
    assert any(row["person_id"] is None for row in told.all("referral"))
    nameless = [row for row in told.all("person") if row["asked_to_stay_anonymous"]]
    assert nameless
    assert all(row["known_as"] and not row["surname"] for row in nameless)


LISTS = {
    ("person", "ethnicity_code"): "ethnicity",
    ("person", "religion_code"): "religion",
    ("person", "orientation_code"): "sexual-orientation",
    ("person", "disability_code"): "disability",
    ("person", "day_to_day_code"): "day-to-day-activities",
    ("person", "language_code"): "language",
    ("person", "impairment_codes"): "impairment",
    ("person", "local_authority_code"): "local-authority",
    ("incident", "crime_code"): "crime-type",
    ("incident", "reported_code"): "reported-to-police",
    ("incident", "hate_strands"): "hate-strand",
    ("referral", "source_code"): "referral-source",
    ("referral", "reason_not_case_code"): "reason-not-a-case",
    ("support_case", "also_involves"): "also-involves",
    ("support_case", "victim_kind_code"): "victim-kind",
    ("support_case", "enhanced_codes"): "enhanced-right",
    ("ending", "reason_code"): "ending-reason",
    ("contact", "channel_code"): "contact-channel",
    ("contact", "result_code"): "contact-result",
    ("contact", "support_codes"): "support-given",
    ("consent", "kind_code"): "consent-kind",
    ("consent", "how_code"): "consent-how",
    ("consent", "given_by_code"): "consent-given-by",
    ("need_answer", "need_code"): "need",
    ("goal", "need_code"): "need",
    ("concern", "category_codes"): "care-act-category",
    ("concern", "capacity_code"): "capacity",
    ("concern_decision", "decision_code"): "concern-decision",
    ("alert", "kind_code"): "alert-kind",
    ("onward_referral", "outcome_code"): "onward-outcome",
    ("organisation", "kind_code"): "organisation-kind",
    ("organisation", "need_codes"): "need",
    ("involved_person", "role_code"): "involved-role",
    ("key_date", "kind_code"): "key-date-kind",
    ("household_link", "relation_code"): "household-relation",
}


@pytest.mark.parametrize("place", sorted(LISTS))
def test_every_code_is_in_its_list(
    told: Told, code_lists: dict[str, CodeList], place: tuple[str, str]
) -> None:
    kind, field = place
    known = {code.code for code in code_lists[LISTS[place]].codes}
    values = [row[field] for row in told.all(kind) if row[field] is not None]
    used = {code for value in values for code in ({value} if isinstance(value, str) else value)}
    assert used
    assert used <= known
