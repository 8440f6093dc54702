"""What stands above a part while it is filled in: last quarter's cover, what people wrote on their forms."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.periods import Period, previous
from desktop.domain.return_entries import Entries
from desktop.queries.survey_replies import Reply
from desktop.returns.rules.entered_rules import CoverRules, TextRules
from desktop.services.return_entries import AnyRules
from desktop.ui.returns.filling_in.asked import values_of
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import named, sentence, strong, translate

_LINE = 22  # pixels at 100 %
_LINES_HIGH = 116  # pixels at 100 %: some five lines, the rest is scrolled to


def words_of_replies(replies: Sequence[Reply]) -> tuple[str, ...]:
    """Give what people wrote on their forms in their own words, each once."""
    written = (words for one in replies for words in (one.change_words, one.unmet_words) if words)
    return tuple(dict.fromkeys(written))


def above_part(
    rules: AnyRules,
    held: Entries,
    quarter: Period,
    *,
    written: Sequence[str],
    take_over: Callable[[Mapping[str, object]], object],
) -> QWidget | None:
    """Make what stands above a part, if anything does; ``take_over`` puts values into its fields."""
    if isinstance(rules, CoverRules):
        return _cover_before(rules, held, quarter, take_over)
    if isinstance(rules, TextRules) and rules.case_study:
        return _not_to_be_told(rules, held, quarter)
    return _what_people_wrote(written) if isinstance(rules, TextRules) and written else None


def _cover_before(
    rules: CoverRules,
    held: Entries,
    quarter: Period,
    take_over: Callable[[Mapping[str, object]], object],
) -> QWidget | None:
    """Offer the cover of the quarter before, as long as this one's is empty."""
    before = previous(quarter)
    if held.is_filled_in(rules.id, quarter) or not held.is_filled_in(rules.id, before):
        return None
    said = translate("FillingIn", "As in %1").replace("%1", before.name)
    taken = values_of(rules, held, before)

    def take() -> None:
        take_over(taken)
        button.hide()

    button = secondary(said, take)
    return holder(row(button, None, space=0))


def _not_to_be_told(rules: TextRules, held: Entries, quarter: Period) -> QWidget | None:
    """Say above a case study why it must not be told any more."""
    entry = held.of(rules.id, quarter).get(rules.place)
    if entry is None or not entry.words or not entry.not_to_be_told:
        return None
    left_out = translate("FillingIn", "The return leaves this story out. Take it away, or tell another.")
    made = notice(Tone.DANGER, strong(entry.not_to_be_told), sentence(left_out))
    made.setAccessibleName(f"{entry.not_to_be_told} {left_out}")
    return made


def _what_people_wrote(written: Sequence[str]) -> QWidget:
    """Show what people wrote on their forms, to be read and copied."""
    title = translate("FillingIn", "What people wrote on their survey forms this quarter")
    text = QPlainTextEdit("\n".join(f"• {words}" for words in written))
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setFixedHeight(look().px(min(_LINE * len(written) + _LINE, _LINES_HIGH)))
    named(text, title)
    label = strong(title)
    label.setBuddy(text)
    return holder(column(label, text, space=Space.XS))
