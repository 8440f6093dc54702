"""Who broke the glass and why, for the leads; and one's own glass that is still open."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.queries.glass import BrokenGlassRow, InVain, OpenGlass
from desktop.ui.shared.badges import badge
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.layouts import column, holder, row, rule
from desktop.ui.shared.pages import section
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, muted, named, sentence, small, strong, translate, uk_moment

_MOST_SEEN = 20


def broken_section(
    rows: Sequence[BrokenGlassRow],
    in_vain: Sequence[InVain],
    seen: Callable[[BrokenGlassRow], object],
) -> QWidget:
    """List every breaking of the glass: what no lead has seen stands first."""
    items: list[QWidget] = []
    unseen = [one for one in rows if one.seen_at is None]
    for one in (*unseen, *[one for one in rows if one.seen_at is not None][:_MOST_SEEN]):
        if items:
            items.append(rule())
        items.append(_broken(one, seen))
    if in_vain:
        many = translate("Glass", "%1 attempts by reference opened nothing, the last by %2 on %3.")
        one_only = translate("Glass", "1 attempt by reference opened nothing, by %2 on %3.")
        said = counted(len(in_vain), one_only, many)
        last = in_vain[0]
        items.append(muted(said.replace("%2", last.who).replace("%3", uk_moment(last.at))))
    if not items:
        items = [muted(translate("Glass", "Nobody has broken the glass."))]
    return section(translate("Glass", "Who broke the glass"), *items, margin=Space.L)


def _broken(one: BrokenGlassRow, seen: Callable[[BrokenGlassRow], object]) -> QWidget:
    whom = f"{one.reference} · {one.initials}" if one.initials else one.reference
    head = translate("Glass", "%1 read what is sealed about %2").replace("%1", one.who).replace("%2", whom)
    when = translate("Glass", "From %1 until %2").replace("%1", uk_moment(one.broken_at))
    words = column(strong(head), space=Space.HAIR)
    words.addWidget(sentence(one.reason) if one.reason else muted(translate("Glass", "Reason erased")))
    words.addWidget(small(when.replace("%2", uk_moment(one.until))))
    line = row(words, space=Space.M)
    line.setStretch(0, 1)
    if one.seen_at is not None:
        by = translate("Glass", "Seen by %1 on %2").replace("%1", one.seen_by or "")
        words.addWidget(small(by.replace("%2", uk_moment(one.seen_at))))
    elif one.own:
        words.addWidget(small(translate("Glass", "Yours: another lead has to look at it.")))
    else:
        words.insertLayout(0, row(badge(translate("Glass", "Not seen yet"), "alert", Tone.CAUTION), None))
        button = secondary(translate("Glass", "I have seen this"), lambda: seen(one))
        named(button, translate("Glass", "I have seen this: %1").replace("%1", head))
        line.addWidget(button)
    return holder(line)


def own_section(
    rows: Sequence[OpenGlass], wanted: Callable[[], object], close: Callable[[OpenGlass], object]
) -> QWidget:
    """Show one's own glass that is open, and offer to break it over somebody who is out of sight."""
    items: list[QWidget] = [_own(one, close) for one in rows]
    words = translate(
        "Glass",
        "In an emergency you can read what is sealed about somebody: from their page, or here by a reference "
        "if you do not see them at all. The safeguarding lead is told.",
    )
    button = secondary(translate("Glass", "Break the glass by reference…"), wanted)
    return section(
        translate("Glass", "Sealed records"), *items, muted(words), holder(row(button, None)), margin=Space.L
    )


def _own(one: OpenGlass, close: Callable[[OpenGlass], object]) -> QWidget:
    said = translate("Glass", "You read what is sealed about %1 until %2.").replace("%1", one.reference)
    button = secondary(translate("Glass", "Close it now"), lambda: close(one))
    named(button, translate("Glass", "Close the glass over %1").replace("%1", one.reference))
    line = row(strong(said.replace("%2", uk_moment(one.until))), button, space=Space.M)
    line.setStretch(0, 1)
    return holder(line)
