"""The code lists that ship with the program."""

from collections.abc import Mapping

import pytest

from desktop.domain.code_words import squeezed
from desktop.domain.codes import CodeList, Kind, parse_code_list
from desktop.platform.resources import resource_names, resource_text

LISTS = {
    code_list.key: code_list
    for code_list in (parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml"))
}
EQUALITY = (
    "day-to-day-activities",
    "disability",
    "ethnicity",
    "gender",
    "gender-same-as-registered",
    "impairment",
    "religion",
    "sex",
    "sexual-orientation",
)

# Every value of the coded columns of the lists VCAS kept from 2016 to 2018.
KEPT_BY_VCAS: dict[str, dict[str, str]] = {
    "sex": {"Female": "F", "F": "F", "female": "F", "Male": "M", "M": "M"},
    "ethnicity": {
        "W1": "W1",
        "White British": "W1",
        "Not stated": "not-stated",
        "Any other Asian background": "A9",
        "A9": "A9",
        "W9": "W9",
        "B2": "B2",
        "Black African": "B2",
        "A2": "A2",
        "Any other White background": "W9",
        "Any other ethnic group": "O9",
        "O9": "O9",
        "Pakistani": "A2",
        "B1": "B1",
        "Any other Mixed background": "M9",
        "White and Black African": "M2",
        "Black Caribbean": "B1",
        "White Irish": "W2",
        "Indian": "A1",
        "White and Black Caribbean": "M1",
        "M1": "M1",
        "A1": "A1",
        "A3": "A3",
        "Bangladeshi": "A3",
        "W2": "W2",
        "M9": "M9",
    },
    "referral-source": {
        "Police - control room": "police-control-room",
        "Police - officer": "police-officer",
        "Police system review": "police-system-review",
        "Self-referral": "self",
        "Third sector": "charity",
        "Local authority": "local-authority",
        "Housing association": "housing-association",
        "Family or friend": "family-friend",
    },
    "local-authority": {
        "Redcar and Cleveland": "E06000003",
        "Hartlepool": "E06000001",
        "Middlesbrough": "E06000002",
        "Stockton-on-Tees": "E06000004",
    },
    "crime-type": {
        "Anti-social behaviour/Other": "asb-other-not-known",
        "Violence": "violence-not-known",
        "Criminal damage/Arson": "damage-not-known",
        "Burglary": "burglary-not-known",
        "Fraud": "fraud-not-known",
        "Harassment/Stalking": "harassment-stalking-not-known",
        "Theft": "theft-not-known",
        "Robbery": "robbery-not-known",
        "Racial/Religious offences": "racial-religious-not-known",
        "Vehicle offences": "vehicle-not-known",
    },
    "reported-to-police": {"Yes": "yes-not-known", "No": "no"},
    "hate-strand": {
        "No": "none",
        "Race": "race",
        "Disability": "disability",
        "LGBT": "lgbt-not-separated",
        "Religion": "religion",
    },
}

# Spellings other services use.
IN_THE_WILD: dict[str, dict[str, str | None]] = {
    "sex": {
        "FEMALE": "F",
        "Female (F)": "F",
        "m": "M",
        "U": "not-known",
        "N/S": "not-stated",
        "Prefer not to disclose": "prefer-not-to-say",
        "Non-binary": "not-stated",
        "M - Male": "M",
        "2 Female": "F",
        "Woman/Girl": "F",
        "Male/Female": None,
        "U - Unknown": "not-known",
    },
    "gender": {
        "F": "woman",
        "Trans man": "man",
        "Non binary": "non-binary",
        "Prefer to self-describe": "own-words",
    },
    "gender-same-as-registered": {"Y": "yes", "Cisgender": "yes", "No (own words)": "no"},
    "ethnicity": {
        "Asian or Asian British - Pakistani": "A2",
        "Asian/Asian British: Indian": "A1",
        "Asian or Asian British (Bangladeshi)": "A3",
        "Asian - Other": "A9",
        "H - Indian": "A1",
        "M - Caribbean": None,
        "01 White British": "W1",
        "Not stated/Unknown": "not-stated",
        "Client declined": "prefer-not-to-say",
        "Indian/Pakistani": None,
        "Other Asian": "A9",
        "White: English/Welsh/Scottish/Northern Irish/British": "W1",
        "W1 - White British": "W1",
        "White British (W1)": "W1",
        "White: Other White": "W9",
        "Mixed/multiple ethnic groups: White and Black Caribbean": "M1",
        "Mixed - White & Asian": "M3",
        "Black/African/Caribbean/Black British: African": "B2",
        "Black, Black British, Black Welsh, Caribbean or African: Other Black": "B9",
        "Other ethnic group: Arab": "O2",
        "O1": "A4",
        "O1 - Chinese": "A4",
        "Chinese or other ethnic group - Chinese": "A4",
        "Gypsy/Roma": "traveller-not-separated",
        "Asian": "asian-not-known",
        "Asian - not stated": "asian-not-known",
        "White": "white-not-known",
        "White Britsh": "W1",
        "Pakistaini": "A2",
        "Refused": "prefer-not-to-say",
        "Ethnicity not recorded": "not-asked",
        "N/K": "not-known",
    },
    "sexual-orientation": {
        "Straight": "heterosexual",
        "LGBT": "lgb-not-separated",
        "PNTS": "prefer-not-to-say",
    },
    "religion": {"C of E": "christian", "Islam": "muslim", "None": "none", "Jedi (other)": None},
    "disability": {"Y": "yes", "Yes - uses a stick": "yes", "N": "no", "Yes - no": None},
    "day-to-day-activities": {"Yes, limited a lot": "a-lot", "Yes": "yes-not-known", "No": "not-at-all"},
    "impairment": {"Deaf": "hearing", "Physical": "physical-not-known", "ADHD": "social"},
    "hate-strand": {
        "Yes": "hate-not-known",
        "Yes - race": "race",
        "Homophobic": "sexual-orientation",
        "LGBTQ+": "lgbt-not-separated",
        "N/A": "none",
    },
    "crime-type": {
        "ASB": "anti-social-behaviour",
        "ASB/Other": "asb-other-not-known",
        "DV": "domestic-abuse",
        "Criminal Damage & Arson": "damage-not-known",
        "Criminal damage": "criminal-damage",
        "Theft - cycle": "theft-cycle",
        "Violence - assault": "assault",
        "Violence - not known": "violence-not-known",
        "Assault (ABH)": "assault",
        "Sexual offence": "sexual-not-known",
        "2. Fraud": "fraud-not-known",
        "Unknown": "not-known",
    },
    "also-involves": {"DA": "domestic-abuse", "CSE": "child-sexual-abuse", "Repeat": "repeat-victim"},
    "contact-channel": {"Tel": "phone", "SMS": "text", "Home visit": "visit-home"},
    "contact-result": {
        "VM": "voicemail-left",
        "DNA": "did-not-attend",
        "Spoke to victim": "spoke-with-person",
    },
    "support-given": {
        "CICA": "compensation",
        "Kit issued": "equipment-not-known",
        "VPS": "personal-statement",
    },
    "referral-source": {"Police": "police-not-known", "Self": "self", "IDVA": "domestic-abuse-service"},
    "reason-not-a-case": {
        "Declined": "declined-not-known",
        "Uncontactable": "no-response",
        "OOA": "out-of-area",
    },
    "ending-reason": {"Disengaged": "contact-lost", "Deceased": "died", "Completed": "needs-met"},
    "reason-not-reported": {"Fear of reprisals": "reprisal", "Refused": "prefer-not-to-say"},
    "reported-to-police": {"Yes - before support": "yes-before", "Not reported": "no", "Y": "yes-not-known"},
    "local-authority": {
        "Redcar & Cleveland": "E06000003",
        "Darlington": "E06000005",
        "NFA": "no-fixed-address",
    },
    "care-act-category": {
        "Emotional abuse": "psychological",
        "Hoarding": "self-neglect",
        "HBA": "honour-based-abuse",
        "County lines": "exploitation",
        "Child neglect": "child-neglect",
        "Suicidal": "suicide-self-harm",
    },
    "alert-kind": {"Dog in the house": "dog", "Visit in pairs": "do-not-visit-alone"},
    "capacity": {"Lacks capacity": "assessed-lacks", "Has capacity": "assessed-has"},
    "communication-need": {"BSL": "bsl", "Needs interpreter": "interpreter"},
    "concern-decision": {"NFA": "no-action", "MASH": "childrens-social-care", "MARAC": "marac"},
    "consent-given-by": {"Parent": "parental-responsibility", "Self": "person"},
    "consent-how": {"Verbal": "said", "Signed form": "in-writing"},
    "consent-kind": {"Information sharing": "sharing", "Feedback": "survey"},
    "enhanced-right": {"Vulnerable victim": "vulnerable", "None": "none"},
    "household-relation": {"Mum": "parent", "Ex": "ex-partner"},
    "involved-role": {"OIC": "police-officer", "GP": "health-worker", "IDVA": "support-worker-elsewhere"},
    "key-date-kind": {"Sentencing": "hearing", "Release date": "prison-release"},
    "onward-outcome": {"Pending": "waiting", "DNA": "did-not-attend", "Waiting list": "waiting-list"},
    "organisation-kind": {
        "CAB": "money-advice",
        "Refuge": "domestic-abuse-service",
        "Church": "community-faith",
    },
    "risk-level": {"Red": "high", "Amber": "medium", "Low": "standard"},
    "victim-kind": {"Bereaved": "bereaved-relative", "Parent": "parent-guardian"},
    "need": {"Housing": "shelter", "Drugs/alcohol": "substances"},
    "outcome": {"Feel safer": "safety"},
    "survey-agreement": {"Agree strongly": "strongly-agree", "Neutral": "neither"},
    "survey-recovered": {"Partially": "partly", "N/A": "not-applicable"},
    "survey-satisfaction": {"Quite satisfied": "fairly-satisfied", "Satisfied": None},
    "survey-yes-no": {"Y": "yes", "DK": "does-not-know"},
    "victims-code-right": {"VPS": "personal-statement"},
    "language": {"BSL": "bsl", "Chinese": "zh", "Kurdish (Sorani)": "ku"},
}


def meanings(table: Mapping[str, Mapping[str, str | None]]) -> list[tuple[str, str, str | None]]:
    return [(key, text, code) for key, values in table.items() for text, code in values.items()]


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [*meanings(KEPT_BY_VCAS), *meanings(IN_THE_WILD)],
)
def test_a_value_of_a_real_list_is_found(key: str, text: str, code: str | None) -> None:
    found = LISTS[key].find(text)
    assert (found.code if found else None) == code


def test_every_list_has_spellings_to_prove_it() -> None:
    assert set(IN_THE_WILD) == set(LISTS)
    assert all(resource.endswith(f"/{key}.toml") for resource, key in zip(names(), LISTS, strict=True))


def names() -> list[str]:
    return resource_names("codes", ".toml")


@pytest.mark.parametrize("code_list", LISTS.values(), ids=LISTS)
def test_every_group_has_a_code_for_lists_that_hold_only_the_group(code_list: CodeList) -> None:
    for group in code_list:
        if code_list.children(group.code):
            found = code_list.find(group.label)
            assert found is not None
            assert code_list.is_within(found.code, group.code)
            assert found.code != group.code


@pytest.mark.parametrize("code_list", LISTS.values(), ids=LISTS)
def test_every_code_and_label_finds_itself(code_list: CodeList) -> None:
    for code in code_list.leaves():
        assert code_list.find(code.code) == code
        assert code_list.find(code.label) == code


@pytest.mark.parametrize("code_list", LISTS.values(), ids=LISTS)
def test_a_dropped_letter_never_turns_one_answer_into_another(code_list: CodeList) -> None:
    for code in code_list.leaves():
        for text in code.texts[1:6]:
            for at in range(1, len(text)):
                found = code_list.find(text[:at] + text[at + 1 :])
                said_plainly = found is not None and squeezed(text[:at] + text[at + 1 :]) in map(
                    squeezed, found.texts
                )
                if found != code and not said_plainly and len(squeezed(text)) > 12:
                    assert found is None, (text, at, found)


@pytest.mark.parametrize("key", EQUALITY)
def test_an_equality_question_tells_refusing_from_not_being_asked(key: str) -> None:
    kinds = {code.kind for code in LISTS[key]}
    assert {Kind.PREFER_NOT_TO_SAY, Kind.NOT_ASKED, Kind.NOT_KNOWN} <= kinds
    blank = LISTS[key].blank()
    assert blank is not None
    assert blank.counts_as_missing


def test_ethnicity_holds_the_nineteen_census_groups() -> None:
    groups = [code for code in LISTS["ethnicity"] if code.code[-1].isdigit()]
    assert len(groups) == 19


@pytest.mark.parametrize(
    ("code", "police_18", "police_16", "census", "police_five"),
    [
        ("W1", "W1", "W1", "White", "White"),
        ("W3", "W3", "W9", "White", "White"),
        ("W4", "W9", "W9", "White", "White"),
        ("M2", "M2", "M2", "Mixed", "Mixed"),
        ("A4", "A4", "O1", "Asian", "Other"),
        ("A9", "A9", "A9", "Asian", "Asian"),
        ("O2", "O2", "O9", "Other", "Other"),
        ("O9", "O9", "O9", "Other", "Other"),
        ("asian-not-known", None, None, "Asian", "Asian"),
        ("not-stated", None, None, None, None),
        ("prefer-not-to-say", None, None, None, None),
    ],
)
def test_ethnicity_rolls_up_to_the_police_and_census_schemes(
    code: str, police_18: str | None, police_16: str | None, census: str | None, police_five: str | None
) -> None:
    ethnicity = LISTS["ethnicity"]
    schemes = ("18+1", "16+1", "five-census", "five-police")
    rolled = tuple(ethnicity.roll_up(code, scheme) for scheme in schemes)
    assert rolled == (police_18, police_16, census, police_five)
    assert [len(ethnicity.crosswalks[scheme].places) for scheme in schemes] == [18, 16, 5, 5]


def test_every_census_group_has_a_place_in_every_scheme() -> None:
    ethnicity = LISTS["ethnicity"]
    for code in ethnicity.leaves():
        if code.code[-1].isdigit():
            assert all(ethnicity.roll_up(code.code, scheme) for scheme in ethnicity.crosswalks)


def test_every_crime_type_belongs_to_a_group_of_the_published_table() -> None:
    crime = LISTS["crime-type"]
    places = {crime.roll_up(code.code, "published-group") for code in crime}
    assert places == {place.code for place in crime.crosswalks["published-group"].places}
    for value, code in KEPT_BY_VCAS["crime-type"].items():
        group = crime.roll_up(code, "published-group")
        assert group is not None
        assert crime.crosswalks["published-group"].label(group) == value


@pytest.mark.parametrize(
    ("key", "scheme", "code", "place"),
    [
        ("crime-type", "published-group", "assault", "violence"),
        ("crime-type", "published-group", "weapons", "asb-other"),
        ("crime-type", "published-group", "rape", "specialist"),
        ("crime-type", "home-office-chapter", "rape", "sexual"),
        ("crime-type", "home-office-chapter", "burglary-home", "theft"),
        ("crime-type", "home-office-chapter", "stalking", "violence"),
        ("crime-type", "home-office-chapter", "domestic-abuse", None),
        ("hate-strand", "published", "transgender", "lgbt"),
        ("hate-strand", "published", "lgbt-not-separated", "lgbt"),
        ("hate-strand", "published", "none", "none"),
        ("hate-strand", "published", "not-known", None),
        ("referral-source", "police-self-other", "police-officer", "police"),
        ("referral-source", "police-self-other", "health", "other"),
        ("referral-source", "police-self-other", "not-known", None),
        ("local-authority", "in-or-out", "E06000005", "out"),
    ],
)
def test_a_code_has_its_place_in_the_published_scheme(
    key: str, scheme: str, code: str, place: str | None
) -> None:
    assert LISTS[key].roll_up(code, scheme) == place
