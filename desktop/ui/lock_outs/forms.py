"""Locking a colleague out of a person, and lifting it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.domain.ids import LockOutId, UserId
from desktop.domain.permissions import Permission
from desktop.errors import AlongsideError
from desktop.queries.colleagues import Colleague, colleagues
from desktop.queries.lock_outs import LockOutRow, lock_outs
from desktop.services.lock_outs import lift_lock_out, lock_out
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show
from desktop.ui.people.keeping import new_form
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import Choice, FormSpec, Words, options
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.opened import said
from desktop.ui.shared.pages import section
from desktop.ui.shared.saving import Work
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, problem, sentence, small, strong, translate, uk_date


def lock_out_spec(offered: Sequence[Colleague]) -> FormSpec:
    """Describe whom to keep away, and why."""
    return FormSpec(
        translate("LockOut", "Lock a colleague out"),
        (
            Choice(
                "who",
                translate("LockOut", "Who must not see this person?"),
                required=True,
                options=options((str(one.user_id), one.name) for one in offered),
            ),
            Words("reason", translate("LockOut", "Why"), required=True, lines=3, sealed=True),
        ),
        save_label=translate("LockOut", "Lock them out"),
        intro=translate(
            "LockOut",
            "They find nothing of this person any more, cannot break the glass over them, and are not told. "
            "A lead or manager can lift it again.",
        ),
    )


class LockedOut(QWidget):
    """Lists who is locked out already; each can be let in again."""

    def __init__(self, rows: Sequence[LockOutRow], about: AboutPerson | None = None) -> None:
        super().__init__()
        self._about = about
        self._problem = problem()
        lines = [self._line(one) for one in rows if one.lifted_on is None]
        inside: list[QVBoxLayout | QWidget] = [*lines, self._problem]
        title = translate("LockOut", "Locked out now")
        self.setLayout(column(section(title, *inside, margin=Space.L)))
        self.setVisible(bool(lines))

    def _line(self, one: LockOutRow) -> QWidget:
        since = translate("LockOut", "since %1, by %2").replace("%1", uk_date(one.locked_on))
        words = column(strong(one.colleague), small(since.replace("%2", one.locked_by)), space=Space.HAIR)
        if said(one.reason):
            words.addWidget(sentence(said(one.reason)))
        lift = secondary(translate("LockOut", "Lift"))
        named(lift, translate("LockOut", "Lift: %1").replace("%1", one.colleague))
        lift.clicked.connect(lambda: self._lift(one, lift))
        line = row(words, lift, space=Space.M)
        line.setStretch(0, 1)
        return holder(line)

    def _lift(self, one: LockOutRow, button: QPushButton) -> None:
        if self._about is None:
            return
        work = partial(
            lift_lock_out, actor=self._about.actor, lock_out_id=one.lock_out_id, version=one.version
        )

        def lifted(_: None) -> None:
            button.setText(translate("LockOut", "Lifted"))
            button.setEnabled(False)

        self._about.tasks.write(self, work, lifted, otherwise=self._refuse)

    def _refuse(self, error: AlongsideError) -> None:
        self._problem.setText(str(error))
        self._problem.show()


@dataclass(frozen=True, slots=True)
class _Standing:
    """Whom one may choose, and who is locked out already."""

    colleagues: tuple[Colleague, ...]
    rows: tuple[LockOutRow, ...]


def _begin(about: AboutPerson, show: Show) -> None:
    def ask(session: Any) -> _Standing:
        rows = lock_outs(session, actor=about.actor, person_id=about.person_id)
        locked = {one.user_id for one in rows if one.lifted_on is None}
        there = colleagues(session, actor=about.actor, who_may=Permission.SEE_PERSON)
        return _Standing(tuple(one for one in there if one.user_id not in locked), rows)

    def save(answers: FormAnswers) -> Work[LockOutId]:
        return partial(
            lock_out,
            actor=about.actor,
            person_id=about.person_id,
            user_id=UserId(UUID(answers.text("who"))),
            reason=answers.text("reason"),
        )

    def opened(standing: _Standing) -> None:
        above = LockedOut(standing.rows, about)
        show(new_form(about, lock_out_spec(standing.colleagues), name="lock-out", save=save, above=above))

    about.tasks.read(about.tasks, ask, opened)


ADDINGS: tuple[Adding, ...] = (
    Adding("lock_out", translate("LockOut", "Lock a colleague out"), "lock", Permission.LOCK_OUT, _begin),
)
OPENINGS: tuple[Opening, ...] = ()
