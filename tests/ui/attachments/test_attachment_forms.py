"""Files through the window: chosen, refused when they lie, shown inside, copied out only on purpose."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.domain.actor import Role
from desktop.domain.attachment_kinds import MOST_BYTES, AttachmentKind
from desktop.errors import FolderError
from desktop.queries.attachments import AttachmentLine, attachments_of
from desktop.services.attachments import AttachmentContent
from desktop.ui.attachments.forms import ADDINGS, OPENINGS, OpenAttachment, write_copy
from desktop.ui.attachments.picking import FileToKeep
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.opened import Opened
from tests.services.colleagues import Team
from tests.ui.conftest import button, words
from tests.ui.seated import Beside, Sit

(KEEP,), (OPEN,) = ADDINGS, OPENINGS


def _picture(folder: Path, name: str = "door.png") -> Path:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    path = folder / name
    assert image.save(str(path))
    return path


def _seen(desk: Beside) -> AttachmentLine:
    (line,) = desk.asks(attachments_of, person_id=desk.about.person_id)
    return line


def _kept(desk: Beside, path: Path) -> AttachmentLine:
    form = desk.begin(KEEP)
    (file,) = form.findChildren(FileToKeep)
    file.take(path)
    desk.says(path.name)
    desk.fill(form, note="Her front door after the break-in")
    desk.save(form)
    desk.gone()
    return _seen(desk)


def test_a_picture_is_kept_and_shown_inside(team: Team, sit: Sit, tmp_path: Path) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    line = _kept(desk, _picture(tmp_path))
    assert (line.name.text, line.kind) == ("door.png", AttachmentKind.PNG)
    page = desk.open(OPEN, line.attachment_id)
    assert "Her front door after the break-in" in words(page)
    desk.press("Show it")

    def shown() -> bool:
        return any(label.accessibleName() == "Picture: door.png" for label in page.findChildren(QLabel))

    desk.qtbot.waitUntil(shown, timeout=20_000)


def test_nothing_is_kept_without_a_file(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(KEEP)
    desk.fill(form, name="door.png")
    form.save()
    desk.says("Choose one above.")
    assert desk.asks(attachments_of, person_id=desk.about.person_id) == ()


def test_a_file_that_lies_or_is_too_large_is_refused_at_once(team: Team, sit: Sit, tmp_path: Path) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(KEEP)
    (file,) = form.findChildren(FileToKeep)
    lying = tmp_path / "letter.pdf"
    lying.write_bytes(b"MZ this is a program")
    file.take(lying)
    desk.says("no PDF file")
    huge = tmp_path / "film.bin"
    with huge.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    file.take(huge)
    desk.qtbot.waitUntil(lambda: "no PDF file" not in words(form), timeout=20_000)
    desk.fill(form, name="letter.pdf")
    form.save()
    desk.says("Choose one above.")


def test_a_copy_leaves_the_records_only_after_a_warning(team: Team, sit: Sit, tmp_path: Path) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    source = _picture(tmp_path)
    line = _kept(desk, source)
    page = desk.open(OPEN, line.attachment_id)
    desk.press("Save a copy…")
    (dialog,) = page.findChildren(ConfirmDialog)
    assert "The copy is not encrypted" in words(dialog)
    button(dialog, "Choose where…").click()
    (choosing,) = page.findChildren(QFileDialog)
    target = tmp_path / "copies" / "door copy.png"
    target.parent.mkdir()
    choosing.fileSelected.emit(str(target))
    desk.says("A copy is saved. It is not encrypted")
    choosing.close()
    assert target.read_bytes() == source.read_bytes()


def test_a_copy_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    content = AttachmentContent("door.png", AttachmentKind.PNG, b"1234")
    with pytest.raises(FolderError, match="could not be saved there"):
        write_copy(content, tmp_path / "nowhere" / "door.png")


def test_a_sealed_file_stays_shut_for_whoever_kept_it(team: Team, sit: Sit, tmp_path: Path) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(KEEP)
    (file,) = form.findChildren(FileToKeep)
    file.take(_picture(tmp_path))
    desk.says("door.png ·")
    desk.fill(form, sealed="yes")
    desk.save(form)
    identity = _seen(desk).attachment_id
    page = desk.open(OPEN, identity)
    assert isinstance(page, Opened)
    assert "Sealed: there are words here" in words(page)
    assert "door.png" not in words(page)
    opened = OpenAttachment(desk.about, identity, desk.panel.open_form, desk.panel.open)
    stolen = tmp_path / "stolen.png"
    opened.save_copy(page, stolen)
    desk.qtbot.waitUntil(lambda: "read sealed" in words(page) or "key" in words(page), timeout=20_000)
    assert not stolen.exists()
