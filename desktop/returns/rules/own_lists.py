"""Lists of what is worked out and never recorded, such as the stages of a referral."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.domain.code_tree import Code, CodeList


def _list(key: str, title: str, **labels: str) -> CodeList:
    codes = tuple(Code(code.replace("_", "-"), label) for code, label in labels.items())
    return CodeList(key, title, codes)


_ALL = (
    _list("yes-no", "Yes or no", yes="Yes", no="No"),
    _list("agreed", "Agreed with the person", yes="Yes", no="No", not_asked="Not asked"),
    _list("in-time", "In time", in_time="In time", late="Late", overdue="Overdue"),
    _list("about", "Whom it is about", adult="Adult", child="Child"),
    _list("standing", "Standing", valid="Valid", duplicate="Duplicate", out_of_scope="Out of scope"),
    _list(
        "stage",
        "Stage",
        valid="Valid",
        not_valid="Duplicate or out of scope",
        attempted="Contact attempted",
        reached="Reached",
        offered="Support offered",
        accepted="Accepted",
        declined="Declined",
        assessed="Needs assessed",
        engaged="Engaged",
        supported="Supported",
        signposted_only="Signposted only",
    ),
    _list(
        "contact-kind",
        "Kind of contact",
        attempt="Attempt",
        reached="Reached",
        two_way="Two-way",
        support="Support contact",
        support_not_recorded="Two-way, support not recorded",
    ),
    _list(
        "onward",
        "Told or referred",
        told="Told about it",
        referred="Referred",
        accepted="Accepted",
        not_taken_up="Declined or not taken up",
        waiting="Waiting",
        not_known="Not known",
    ),
    _list(
        "need-course",
        "Course of a need",
        identified="Identified",
        acted_on="Acted on",
        reviewed="Reviewed",
        compared="Scored at the start and again",
        improved="Improved",
        same="Same",
        worse="Worse",
    ),
    _list(
        "outcome-course",
        "Course of an outcome",
        asked="Scored at the start and again",
        with_need="With the need at the start",
        improved="Improved",
        same="Same",
        worse="Worse",
    ),
)
OWN_LISTS: Mapping[str, CodeList] = MappingProxyType({one.key: one for one in _ALL})
"""By key; a service's own lists of the same name come first."""
