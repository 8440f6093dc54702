"""A supervision is written down, read and corrected; whom it is about reads it and changes nothing."""

from datetime import date

from desktop.domain.actor import Role
from desktop.queries.supervision import supervision_notes
from desktop.services.supervision import (
    SupervisionWords,
    correct_supervision_note,
    write_supervision_note,
)
from desktop.ui.supervision.room import SupervisionRoom
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import Show, button, labels
from tests.ui.shared.made_form import fill

WORDS = SupervisionWords(held_on=date(2026, 3, 20), words="Many cases", agreed="Fewer")


def _room(beside: Beside, show: Show) -> SupervisionRoom:
    room = SupervisionRoom(tasks=beside.tasks, actor=beside.made.actor, drafts=beside.drafts)
    show(room)
    room.arrive()
    beside.panel = room.view.panel
    return room


def test_a_note_is_written_and_listed(beside: Beside, show: Show) -> None:
    worker = beside.made.colleague(Role.SUPPORT_WORKER, "Amal Haddad")
    room = _room(beside, show)
    beside.wait_for("No supervision notes yet", room)
    button(room, "Write a note").click()
    form = beside.form()
    fill(form, worker=str(worker.user_id), on="1/4/2026")
    beside.save()
    beside.until(lambda: "Nothing is written down." in in_sight(form))
    beside.type_into(form, "agreed", "One afternoon without the phone")
    beside.save_and_close()
    beside.until(lambda: room.view.rows)
    (note,) = beside.made.ask(supervision_notes)
    assert (note.worker, note.agreed, note.held_on) == (
        "Amal Haddad",
        "One afternoon without the phone",
        date(2026, 4, 1),
    )


def test_two_who_correct_one_note_lose_nothing(beside: Beside, show: Show) -> None:
    worker = beside.made.colleague(Role.SUPPORT_WORKER, "Amal Haddad")
    note = beside.made.do(write_supervision_note, worker_id=worker.user_id, words=WORDS)
    room = _room(beside, show)
    beside.until(lambda: room.view.rows)
    room.view.open_chosen()
    beside.wait_for("Many cases")
    beside.press_button("Correct it…")
    fill(beside.form(), agreed="Fewer, from May")
    theirs = SupervisionWords(held_on=WORDS.held_on, words="Many cases", agreed="None new")
    beside.made.do(correct_supervision_note, note_id=note, version=1, words=theirs)
    beside.save()
    beside.settle("Put both together")
    beside.save_and_close()
    assert beside.made.ask(supervision_notes)[0].agreed == "None new\n\nFewer, from May"


def test_a_note_about_my_own_work_is_read_and_not_corrected(beside: Beside, show: Show) -> None:
    leader = beside.made.colleague(Role.TEAM_LEADER, "Jo Carter")
    own = beside.made.actor.user_id
    beside.made.do(write_supervision_note, by=leader, worker_id=own, words=WORDS)
    room = _room(beside, show)
    beside.until(lambda: room.view.rows)
    room.view.open_chosen()
    assert "Many cases" in in_sight(beside.page())
    assert "Correct it…" not in labels(room)
