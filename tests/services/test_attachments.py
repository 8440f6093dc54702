"""A file kept with a person: by whom it is seen, that it is the one that was kept, and how it goes."""

from typing import Any

import pytest

from desktop.domain.actor import Role
from desktop.domain.attachment_kinds import AttachmentKind
from desktop.domain.ids import CaseId
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError, StoreError
from desktop.models.attachment import Attachment
from desktop.models.session import RecordSession
from desktop.queries.access import who_looked
from desktop.queries.attachments import attachments_of
from desktop.queries.history import record_history
from desktop.services.access import Look
from desktop.services.attachments import (
    NewAttachment,
    add_attachment,
    archive_attachment,
    change_attachment,
    take_attachment,
)
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE
from desktop.store.verify import verify
from tests.services.colleagues import Team

BODY = b"\x89PNG\r\n\x1a\n the broken lock"
PICTURE = NewAttachment(name="lock.png", content=BODY, note="The back door")


def test_a_file_is_kept_listed_and_taken_by_whoever_sees_the_person(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    kept = team.does(worker, add_attachment, person_id=person, attachment=PICTURE)
    (line,) = team.asks(worker, attachments_of, person_id=person)
    assert (line.name.text, line.kind, line.size) == ("lock.png", AttachmentKind.PNG, len(BODY))
    taken = team.does(worker, take_attachment, attachment_id=kept, look=Look.EXPORTED)
    assert (taken.name, taken.content) == ("lock.png", BODY)
    (look,) = team.asks(team.manager, who_looked, record_id=kept)
    assert (look.user, look.what, look.kind) == ("Sam Worker", "exported", "attachment")
    history = team.asks(worker, record_history, record_id=kept)
    assert "broken lock" not in repr(history)
    assert "digest" in {one.field for one in history[0].fields}
    assert verify(team.folder, team.keys).faults == ()


def test_a_file_is_called_something_else_and_put_away(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    kept = team.does(worker, add_attachment, person_id=person, attachment=PICTURE)
    team.does(worker, change_attachment, attachment_id=kept, version=1, name="door.png", note=None)
    with pytest.raises(StaleVersionError):
        team.does(worker, archive_attachment, attachment_id=kept, version=1)
    (line,) = team.asks(worker, attachments_of, person_id=person)
    assert (line.name.text, line.note.text) == ("door.png", "")
    team.does(worker, archive_attachment, attachment_id=kept, version=2)
    assert team.asks(worker, attachments_of, person_id=person) == ()
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, take_attachment, attachment_id=kept)


@pytest.mark.parametrize("case_is_sealed", [True, False])
def test_a_sealed_file_is_for_readers_of_sealed_text(team: Team, *, case_is_sealed: bool) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    team.case(person)
    case = CaseId(team.case(person, sealed=case_is_sealed).id)
    picture = NewAttachment(name="lock.png", content=BODY, sealed=not case_is_sealed)
    kept = team.does(worker, add_attachment, person_id=person, case_id=case, attachment=picture)
    assert team.does(team.manager, take_attachment, attachment_id=kept).content == BODY
    with pytest.raises(BadInputError if case_is_sealed else NotAllowedError):
        team.does(worker, take_attachment, attachment_id=kept)
    seen = team.asks(worker, attachments_of, person_id=person)
    assert [line.name.withheld for line in seen] == ([] if case_is_sealed else [True])
    raw: Any = open_keyed(team.folder / RECORDS_FILE, team.keys.file_key, team.keys.file_salt)
    ((stored,),) = raw.execute("SELECT body FROM attachment_body").fetchall()
    raw.close()
    assert b"broken lock" not in stored


def test_volunteers_and_colleagues_locked_out_meet_no_file(team: Team) -> None:
    person = team.person()
    kept = team.does(team.manager, add_attachment, person_id=person, attachment=PICTURE)
    volunteer, worker = team[Role.VOLUNTEER], team[Role.SUPPORT_WORKER]
    team.assign(volunteer, person)
    team.lock_out(worker, person)
    for deed, arguments in (
        (attachments_of, {"person_id": person}),
        (take_attachment, {"attachment_id": kept}),
    ):
        with pytest.raises(NotAllowedError):
            team.does(volunteer, deed, **arguments)
        with pytest.raises(BadInputError, match="not in these records"):
            team.does(worker, deed, **arguments)


def test_a_lying_name_is_told_and_nothing_is_kept(team: Team) -> None:
    person = team.person()
    lie = NewAttachment(name="letter.pdf", content=BODY)
    with pytest.raises(BadInputError, match=r"This is called \.pdf but is a PNG picture\."):
        team.does(team.manager, add_attachment, person_id=person, attachment=lie)
    assert team.asks(team.manager, attachments_of, person_id=person) == ()


def test_a_file_exchanged_behind_the_program_is_noticed(team: Team) -> None:
    person = team.person()
    kept = team.does(team.manager, add_attachment, person_id=person, attachment=PICTURE)
    raw: Any = open_keyed(team.folder / RECORDS_FILE, team.keys.file_key, team.keys.file_salt)
    raw.execute("UPDATE attachment_body SET body = x'00'")
    raw.close()
    with pytest.raises(StoreError, match="not the one that was kept"):
        team.does(team.manager, take_attachment, attachment_id=kept)
    (fault,) = verify(team.folder, team.keys).faults
    assert "not the one that was kept" in fault.sentence


def test_a_body_is_erased_for_good_and_the_check_copes(team: Team) -> None:
    person = team.person()
    kept = team.does(team.manager, add_attachment, person_id=person, attachment=PICTURE)

    def erase(session: RecordSession) -> None:
        session.erase(session.get_one(Attachment, kept), ("name", "note"))
        session.erase_body(kept)

    with team.signed_in(team.manager) as records:
        records.write(team.manager, erase)
    with pytest.raises(RefusedError, match="erased"):
        team.does(team.manager, take_attachment, attachment_id=kept)
    assert verify(team.folder, team.keys).faults == ()


def test_nobody_writes_over_sealed_words_that_they_may_not_read(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    secret = NewAttachment(name="lock.png", content=BODY, note="The back door", sealed=True)
    kept = team.does(worker, add_attachment, person_id=person, attachment=secret)
    anew = {"attachment_id": kept, "version": 1, "name": "picture.png", "note": None}
    with pytest.raises(NotAllowedError, match="write over"):
        team.does(worker, change_attachment, **anew)
    team.does(team.manager, change_attachment, **anew)
    (line,) = team.asks(team.manager, attachments_of, person_id=person)
    assert (line.name.text, line.note.text) == ("picture.png", "")
