"""Sign-ins of open records: invited, changed, switched off, removed; and what the records say of them."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.domain.sign_ins import Standing
from desktop.errors import (
    BadInputError,
    KeyFileError,
    NotAllowedError,
    OwnPassphraseNeededError,
    RefusedError,
    WrongPassphraseError,
)
from desktop.models.base import new_id
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.service import Account, accounts
from desktop.workspace.accounts import AccountRow, Invitation
from desktop.workspace.opened import Opened
from desktop.workspace.places import KEY_FILE, sign_in_names
from desktop.workspace.sign_in import first_sign_in, regain, sign_in
from tests.workspace.conftest import NAME, PASSPHRASE

OWN = "quiet river seven lanterns"
VIC = "Vic Lund"
WORKER, VOLUNTEER = frozenset({Role.SUPPORT_WORKER}), frozenset({Role.VOLUNTEER})


@pytest.fixture
def mo(folder: Path) -> Iterator[Opened]:
    """Open the records as their first manager."""
    opened = sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    yield opened
    opened.close()


def _row(opened: Opened, name: str) -> AccountRow:
    return next(row for row in opened.accounts.rows() if row.name == name)


def _mirrored(opened: Opened) -> dict[str, Account]:
    ask = partial(accounts, actor=opened.actor)
    return {each.name: each for each in opened.records.read(opened.actor, ask)}


def _invite(opened: Opened, name: str = VIC, roles: frozenset[Role] = WORKER) -> Invitation:
    return opened.accounts.invite(name=name, roles=roles).value


def _settled(opened: Opened, slip: Invitation) -> None:
    """Let whoever was invited choose a passphrase of their own."""
    opened.close()
    first_sign_in(opened.folder, name=slip.name, one_time=slip.passphrase, passphrase=OWN).close()


def test_somebody_is_invited_and_chooses_a_passphrase_of_their_own(mo: Opened) -> None:
    slip = _invite(mo, "  Vic   Lund ")
    assert _row(mo, VIC).standing is Standing.INVITED
    assert _mirrored(mo)[VIC].roles == WORKER
    assert slip.passphrase not in repr(slip)
    mo.close()
    assert VIC in sign_in_names(mo.folder)
    with pytest.raises(OwnPassphraseNeededError):
        sign_in(mo.folder, name=VIC, passphrase=slip.passphrase)
    first = partial(first_sign_in, mo.folder, name=VIC, one_time=slip.passphrase)
    for poor in (slip.passphrase, "Vic Lund Vic Lund", "short"):
        with pytest.raises(BadInputError):
            first(passphrase=poor)
    opened = first(passphrase=OWN)
    assert opened.actor.roles == WORKER
    opened.close()
    sign_in(mo.folder, name=VIC, passphrase=OWN).close()
    with pytest.raises(WrongPassphraseError):
        first(passphrase=OWN)


def test_wrong_one_time_words_are_counted_like_any_passphrase(mo: Opened) -> None:
    _invite(mo)
    mo.close()
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            first_sign_in(mo.folder, name=VIC, one_time="not these words at all", passphrase=OWN)
    with pytest.raises(RefusedError, match="several wrong"):
        first_sign_in(mo.folder, name=VIC, one_time="not these words at all", passphrase=OWN)


def test_roles_are_changed_from_the_next_sign_in_on(mo: Opened) -> None:
    slip = _invite(mo)
    vic = _row(mo, VIC).user_id
    mo.accounts.change_roles(user_id=vic, roles=frozenset({Role.DEPUTY_LEAD}))
    assert _mirrored(mo)[VIC].roles == {Role.DEPUTY_LEAD}
    _settled(mo, slip)
    opened = sign_in(mo.folder, name=VIC, passphrase=OWN)
    assert opened.actor.roles == {Role.DEPUTY_LEAD}
    opened.close()


def test_a_sign_in_is_switched_off_and_on(mo: Opened) -> None:
    slip = _invite(mo)
    _settled(mo, slip)
    again = sign_in(mo.folder, name=NAME, passphrase=PASSPHRASE)
    vic = _row(again, VIC).user_id
    again.accounts.switch_off(user_id=vic)
    assert (_row(again, VIC).standing, _mirrored(again)[VIC].active) == (Standing.OFF, False)
    again.close()
    with pytest.raises(RefusedError, match="switched off"):
        sign_in(mo.folder, name=VIC, passphrase=OWN)
    again = sign_in(mo.folder, name=NAME, passphrase=PASSPHRASE)
    again.accounts.switch_on(user_id=vic)
    assert _mirrored(again)[VIC].active
    again.close()
    sign_in(mo.folder, name=VIC, passphrase=OWN).close()


def test_who_is_removed_is_out_and_stays_in_the_history(mo: Opened, tmp_path: Path) -> None:
    slip = _invite(mo)
    _settled(mo, slip)
    laptop = tmp_path / "lost"
    shutil.copytree(mo.folder, laptop)
    again = sign_in(mo.folder, name=NAME, passphrase=PASSPHRASE)
    vic = _row(again, VIC).user_id
    written = again.accounts.remove_user(user_id=vic)
    assert written.changed.touches("user_account")
    assert (_row(again, VIC).standing, _mirrored(again)[VIC].active) == (Standing.LEFT, False)
    with pytest.raises(BadInputError, match="no such user"):
        again.accounts.remove_user(user_id=vic)
    with pytest.raises(BadInputError, match="before"):
        _invite(again, VIC.upper())
    again.records.write(again.actor, lambda session: session.add(Person(reference="P-9")))
    again.close()
    with pytest.raises(WrongPassphraseError):
        sign_in(mo.folder, name=VIC, passphrase=OWN)
    sign_in(laptop, name=VIC, passphrase=OWN).close()  # what the laptop held may be read there, as is said
    shutil.copy(laptop / KEY_FILE, mo.folder / KEY_FILE)
    with pytest.raises(Exception, match="other keys"):
        sign_in(mo.folder, name=VIC, passphrase=OWN)


def test_the_first_manager_stays_while_they_are_the_last(mo: Opened) -> None:
    me = mo.actor.user_id
    with pytest.raises(RefusedError, match="stay a manager"):
        mo.accounts.change_roles(user_id=me, roles=VOLUNTEER)
    for deed in (mo.accounts.switch_off, mo.accounts.remove_user, mo.accounts.new_passphrase):
        with pytest.raises(RefusedError):
            deed(user_id=me)
    assert _row(mo, NAME).standing is Standing.ACTIVE


def test_a_volunteer_manages_nothing_even_from_code(mo: Opened) -> None:
    slip = _invite(mo, roles=VOLUNTEER)
    mo.close()
    vic = first_sign_in(mo.folder, name=VIC, one_time=slip.passphrase, passphrase=OWN)
    someone = UserId(new_id())
    deeds = (
        vic.accounts.rows,
        partial(vic.accounts.invite, name="Kim Hale", roles=VOLUNTEER),
        partial(vic.accounts.new_passphrase, user_id=mo.actor.user_id),
        partial(vic.accounts.change_roles, user_id=vic.actor.user_id, roles=frozenset({Role.MANAGER})),
        partial(vic.accounts.switch_off, user_id=mo.actor.user_id),
        partial(vic.accounts.switch_on, user_id=someone),
        partial(vic.accounts.remove_user, user_id=mo.actor.user_id),
        vic.accounts.new_keys,
    )
    before = (mo.folder / KEY_FILE).read_bytes()
    for deed in deeds:
        with pytest.raises(NotAllowedError):
            deed()
    assert (mo.folder / KEY_FILE).read_bytes() == before
    vic.close()


def test_an_administrator_invites_volunteers(mo: Opened) -> None:
    slip = _invite(mo, "Ada Wren", frozenset({Role.ADMINISTRATOR}))
    mo.close()
    ada = first_sign_in(mo.folder, name="Ada Wren", one_time=slip.passphrase, passphrase=OWN)
    made = _invite(ada, roles=VOLUNTEER)
    assert _mirrored(ada)[VIC].roles == VOLUNTEER
    with pytest.raises(NotAllowedError, match="volunteers"):
        _invite(ada, "Kim Hale", WORKER)
    with pytest.raises(NotAllowedError, match="volunteers"):
        ada.accounts.remove_user(user_id=_row(ada, VIC).user_id)
    ada.close()
    first_sign_in(mo.folder, name=VIC, one_time=made.passphrase, passphrase=OWN).close()


def test_a_new_passphrase_is_for_one_time_and_earlier_writing_is_left_out(mo: Opened) -> None:
    slip = _invite(mo)
    _settled(mo, slip)
    again = sign_in(mo.folder, name=NAME, passphrase=PASSPHRASE)
    second = again.accounts.new_passphrase(user_id=_row(again, VIC).user_id).value
    again.close()
    with pytest.raises(WrongPassphraseError):
        sign_in(mo.folder, name=VIC, passphrase=OWN)
    first_sign_in(mo.folder, name=VIC, one_time=second.passphrase, passphrase=OWN).close()


def test_ones_own_passphrase_is_changed_by_who_knows_it(mo: Opened) -> None:
    with pytest.raises(WrongPassphraseError):
        mo.accounts.change_own_passphrase(passphrase="not mine at all", new_passphrase=OWN)
    with pytest.raises(BadInputError):
        mo.accounts.change_own_passphrase(passphrase=PASSPHRASE, new_passphrase="short")
    mo.accounts.change_own_passphrase(passphrase=PASSPHRASE, new_passphrase=OWN)
    assert _invite(mo).name == VIC  # the open sign-in goes on
    mo.close()
    sign_in(mo.folder, name=NAME, passphrase=OWN).close()


def test_a_crash_between_key_file_and_records_heals_at_the_next_opening(mo: Opened, tmp_path: Path) -> None:
    before = tmp_path / "records.db"
    mo.records.checkpoint()
    anchor = (mo.folder / "anchor.json").read_bytes()
    shutil.copy(mo.folder / "records.db", before)
    slip = _invite(mo)
    mo.close()
    shutil.copy(before, mo.folder / "records.db")  # the key file knows Vic, the records do not yet
    (mo.folder / "anchor.json").write_bytes(anchor)
    vic = first_sign_in(mo.folder, name=VIC, one_time=slip.passphrase, passphrase=OWN)
    vic.close()
    again = sign_in(mo.folder, name=NAME, passphrase=PASSPHRASE)
    assert _mirrored(again)[VIC].roles == WORKER
    again.close()


def test_a_key_file_changed_behind_the_programs_back_is_not_written_over(mo: Opened) -> None:
    path = mo.folder / KEY_FILE
    path.write_bytes(path.read_bytes().replace(b'["manager"]', b'["trustee"]'))
    with pytest.raises(KeyFileError, match="changed since"):
        _invite(mo)


def _surnames(session: RecordSession) -> list[str | None]:
    return list(session.scalars(select(Person.surname)))


def test_one_laptop_passes_from_hand_to_hand(mo: Opened) -> None:
    """Lock, and somebody else unlocks: each sees the other's work and not the other's writing."""
    slip = _invite(mo)
    _settled(mo, slip)
    for turn in range(3):
        for name, passphrase in ((NAME, PASSPHRASE), (VIC, OWN)):
            opened = sign_in(mo.folder, name=name, passphrase=passphrase)
            assert opened.actor.name == name
            person = Person(reference=f"{name}-{turn}", surname=name)
            opened.records.write(opened.actor, lambda session, new=person: session.add(new))  # type: ignore[misc]
            assert len(opened.records.read(opened.actor, _surnames)) == 2 * turn + (1 if name == NAME else 2)
            opened.close()


def test_the_recovery_sheet_still_helps_after_the_keys_were_changed(mo: Opened, made_code: str) -> None:
    mo.accounts.new_keys()
    mo.close()
    regain(mo.folder, name=NAME, code=made_code, passphrase=OWN).close()
    sign_in(mo.folder, name=NAME, passphrase=OWN).close()
