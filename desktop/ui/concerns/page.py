"""One concern to be read: its clocks, its words where they may be read, calls, decisions, additions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import CodeList
from desktop.queries.concerns import (
    ConcernAdditionLine,
    ConcernCallLine,
    ConcernDecisionLine,
    ConcernDetails,
)
from desktop.queries.people import label_of
from desktop.ui.concerns.concern_words import (
    about_words,
    basis_words,
    clock_tone,
    hours_words,
    left_words,
    sharing_words,
    told_words,
    wishes_words,
    yes_no_words,
)
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.layouts import column, holder, rule
from desktop.ui.shared.opened import said, told
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, named, sentence, small, strong, translate, uk_date, uk_moment

Settle = Callable[[ConcernDecisionLine], None]


@dataclass(frozen=True, slots=True)
class DecisionDeeds:
    """What a lead can write down about a decision that was made."""

    sent: Settle
    answered: Settle


def concern_items(
    concern: ConcernDetails, lists: Mapping[str, CodeList], deeds: DecisionDeeds | None = None
) -> list[QWidget]:
    """Lay a concern out: what presses first, then what was written, then what was done."""
    return [
        *_untold(concern),
        holder(column(heading(_title(concern)), small(_when(concern)), *_badges(concern), space=Space.XS)),
        *_words(concern),
        DetailList(tuple(_details(concern, lists))),
        _calls(concern),
        _decisions(concern, lists, deeds),
        *_additions(concern),
        *_signed(concern),
    ]


def _untold(concern: ConcernDetails) -> Iterator[QWidget]:
    if concern.sentence and concern.line.closed_on is None:
        yield untold_notice(concern.sentence)


def untold_notice(words: str) -> QWidget:
    """Say as the program can that nobody has been told, and whom to ring."""
    first, _, rest = words.partition(". ")
    lines = [sentence(rest)] if rest else []
    made = notice(Tone.DANGER, strong(f"{first}." if rest else first), *lines)
    named(made, words)
    return made


def _title(concern: ConcernDetails) -> str:
    who = about_words()[concern.line.about]
    return translate("Concern", "Concern: %1 at risk").replace("%1", who[:1].lower() + who[1:])


def _when(concern: ConcernDetails) -> str:
    line = concern.line
    words = translate("Concern", "Written down by %1 on %2")
    if line.raised_by:
        words = words.replace("%1", line.raised_by)
    else:
        words = words.replace("%1", translate("Concern", "somebody removed"))
    return words.replace("%2", uk_moment(line.raised_at))


def _badges(concern: ConcernDetails) -> tuple[QWidget, ...]:
    line = concern.line
    badges: list[QWidget] = []
    if line.closed_on is not None:
        badges.append(badge(translate("Concern", "Signed off"), "good", Tone.GOOD))
    else:
        running = translate("Concern", "Open for %1").replace("%1", hours_words(line.elapsed_hours))
        badges.append(badge(running, "reminder", Tone.INFO))
        late = [face for face in line.clocks if face.needs_somebody]
        badges += [
            badge(
                left_words(face),
                "danger" if clock_tone(face) is Tone.DANGER else "reminder",
                clock_tone(face),
            )
            for face in late
        ]
    if line.immediate_danger:
        badges.insert(0, badge(translate("Concern", "Immediate danger"), "danger", Tone.DANGER))
    return (holder(Flow(*badges, space=Space.XS)),)


def _words(concern: ConcernDetails) -> Iterator[QWidget]:
    if concern.narrative.withheld:
        yield notice(
            Tone.INFO,
            strong(translate("Concern", "Sealed")),
            sentence(
                translate(
                    "Concern",
                    "What was written is read by the safeguarding lead, the deputy and the manager alone. "
                    "You can add to it, and write down calls.",
                )
            ),
        )
        return
    yield from told(translate("Concern", "What worried them"), concern.narrative)
    yield from told(translate("Concern", "The person's own words"), concern.exact_words)
    yield from told(translate("Concern", "Where, and who was there"), concern.where_and_who)
    yield from told(translate("Concern", "What the person wants"), concern.wishes)
    yield from told(translate("Concern", "Why others are told all the same"), concern.override_reason)


def _details(concern: ConcernDetails, lists: Mapping[str, CodeList]) -> Iterator[Detail]:
    kinds = (label_of(lists, "care-act-category", code) or code for code in concern.line.category_codes)
    rests = (words for code, words in basis_words().items() if code in concern.basis)
    yield Detail(translate("Concern", "Kind of abuse or neglect"), ", ".join(kinds))
    yield Detail(translate("Concern", "It happened on"), uk_date(concern.happened_on))
    yield Detail(translate("Concern", "It was said on"), uk_date(concern.said_on))
    yield Detail(translate("Concern", "It rests on"), "; ".join(rests))
    if concern.line.immediate_danger:
        yield Detail(translate("Concern", "999 rung"), yes_no_words(concern.emergency_called))
    yield Detail(translate("Concern", "Asked what they want"), wishes_words()[concern.wishes_asked])
    yield Detail(
        translate("Concern", "Agree that others are told"), sharing_words()[concern.consent_to_share]
    )
    capacity = label_of(lists, "capacity", concern.capacity_code) or ""
    yield Detail(translate("Concern", "Can decide for themselves"), capacity)
    yield Detail(
        translate("Concern", "Children in the household"), yes_no_words(concern.children_in_household)
    )
    yield Detail(translate("Concern", "Lead"), concern.line.owner or "")
    if concern.line.closed_on is None:
        yield Detail(translate("Concern", "Look at it again on"), uk_date(concern.line.review_on))


def _calls(concern: ConcernDetails) -> QWidget:
    lines = [_call(call) for call in concern.calls]
    nothing = sentence(translate("Concern", "No call is written down."))
    return section(translate("Concern", "Calls"), *_parted(lines, nothing), margin=Space.L)


def _call(call: ConcernCallLine) -> QWidget:
    whom = told_words()[call.told]
    answer = (
        translate("Concern", "%1: spoken with") if call.reached else translate("Concern", "%1: no answer")
    )
    facts = [uk_moment(call.told_at), call.told_by]
    items: list[QWidget] = [
        strong(answer.replace("%1", whom)),
        small(" · ".join(fact for fact in facts if fact)),
    ]
    items += [sentence(text) for text in (said(call.whom), said(call.said)) if text and call.reached]
    return holder(column(*_without_repeats(items), space=Space.HAIR))


def _without_repeats(items: list[QWidget]) -> list[QWidget]:
    """Say once that words are sealed, not for each of them."""
    seen: set[str] = set()
    kept = []
    for item in items:
        text = getattr(item, "text", str)()
        if text not in seen:
            kept.append(item)
        seen.add(text)
    return kept


def _decisions(
    concern: ConcernDetails, lists: Mapping[str, CodeList], deeds: DecisionDeeds | None
) -> QWidget:
    lines = [_decision(one, lists, deeds) for one in concern.decisions]
    nothing = sentence(translate("Concern", "Nothing is decided yet."))
    return section(translate("Concern", "Decisions"), *_parted(lines, nothing), margin=Space.L)


def _decision(
    one: ConcernDecisionLine, lists: Mapping[str, CodeList], deeds: DecisionDeeds | None
) -> QWidget:
    title = label_of(lists, "concern-decision", one.decision_code) or one.decision_code
    items: list[QWidget] = [strong(title), small(f"{uk_moment(one.decided_at)} · {one.decided_by}")]
    if one.reasons.withheld:
        items.append(sentence(translate("Concern", "The reasons are sealed.")))
    else:
        items += told(translate("Concern", "Reasons"), one.reasons)
        items += told(translate("Concern", "Referred to"), one.referred_to)
        items += told(translate("Concern", "Their reference"), one.their_reference)
    if one.sent_at is not None:
        sent = translate("Concern", "Sent in writing on %1").replace("%1", uk_moment(one.sent_at))
        items.append(sentence(sent))
    if one.feedback_at is not None:
        label = translate("Concern", "They answered on %1").replace("%1", uk_moment(one.feedback_at))
        items += told(label, one.feedback)
    if deeds is not None:
        items += _settling(one, title, deeds)
    return holder(column(*items, space=Space.XS))


def _settling(one: ConcernDecisionLine, title: str, deeds: DecisionDeeds) -> list[QWidget]:
    buttons = []
    if one.sent_at is None:
        sent = quiet(translate("Concern", "It was sent in writing…"), lambda: deeds.sent(one))
        named(sent, f"{title}: {sent.text()}")
        buttons.append(sent)
    if one.feedback_at is None:
        answered = quiet(translate("Concern", "They answered…"), lambda: deeds.answered(one))
        named(answered, f"{title}: {answered.text()}")
        buttons.append(answered)
    return [holder(Flow(*buttons, space=Space.S))] if buttons else []


def _additions(concern: ConcernDetails) -> Iterator[QWidget]:
    if concern.additions:
        lines = [_addition(one) for one in concern.additions]
        yield section(translate("Concern", "Added since"), *_parted(lines), margin=Space.L)


def _addition(one: ConcernAdditionLine) -> QWidget:
    facts = small(f"{uk_moment(one.added_at)} · {one.added_by}")
    return holder(column(sentence(said(one.words)), facts, space=Space.HAIR))


def _signed(concern: ConcernDetails) -> Iterator[QWidget]:
    if concern.signed_off_at is not None:
        words = translate("Concern", "Signed off by %1 on %2.").replace("%1", concern.signed_off_by or "")
        yield sentence(words.replace("%2", uk_moment(concern.signed_off_at)))


def _parted(lines: list[QWidget], nothing: QWidget | None = None) -> Iterator[QWidget]:
    if not lines and nothing is not None:
        yield nothing
    for number, line in enumerate(lines):
        if number:
            yield rule()
        yield line


def parts_of(concern: ConcernDetails) -> frozenset[UUID]:
    """Give the ids of a concern's calls, decisions and additions: the timeline has an entry for each."""
    return frozenset(
        (
            *(call.call_id for call in concern.calls),
            *(one.decision_id for one in concern.decisions),
            *(one.addition_id for one in concern.additions),
        )
    )
