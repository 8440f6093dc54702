"""Keeping a file with a person, looking at it, taking a copy out on purpose."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.attachment_kinds import AttachmentKind
from desktop.domain.ids import AttachmentId
from desktop.domain.permissions import Permission, may
from desktop.errors import FolderError
from desktop.platform.files import write_atomically
from desktop.queries.attachments import AttachmentLine, attachments_of
from desktop.services.access import Look
from desktop.services.attachments import (
    AttachmentContent,
    NewAttachment,
    add_attachment,
    archive_attachment,
    change_attachment,
    take_attachment,
)
from desktop.ui.attachments.picking import FileToKeep, kind_words, size_words
from desktop.ui.attachments.picture import picture
from desktop.ui.people.about import AboutPerson, Adding, CaseChoice, Opening, Show, ShowPage
from desktop.ui.people.case_choice import case_field, case_of, usual_case
from desktop.ui.people.keeping import ask_to_put_away, changing_form, new_form, one_of
from desktop.ui.shared.badges import badge
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.dialogs import Question, ask, documents_folder
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec, Line, Tick, Words
from desktop.ui.shared.form_notice import notice
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.opened import Deed, Opened, said, told
from desktop.ui.shared.saving import Changing, Work
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, sentence, translate, uk_date

_PICTURES = frozenset({AttachmentKind.PNG, AttachmentKind.JPEG})


def attachment_spec(cases: Sequence[CaseChoice], *, changing: bool = False) -> FormSpec:
    """Describe what a file is called and what it is for."""
    sealed = Tick(
        "sealed",
        translate("Attachment", "Seal it"),
        hint=translate(
            "Attachment",
            "A sealed file is opened by the safeguarding lead, the deputy and the manager alone.",
        ),
    )
    title = translate("Attachment", "Change name or note")
    return FormSpec(
        title if changing else translate("Attachment", "Keep a file"),
        (
            Line("name", translate("Attachment", "What it is called"), required=True),
            Words("note", translate("Attachment", "What it is"), lines=2),
            *(() if changing else (sealed, *case_field(cases))),
        ),
        save_label=translate("Attachment", "Save") if changing else translate("Attachment", "Keep the file"),
        intro=""
        if changing
        else translate(
            "Attachment", "It is kept inside the encrypted records. Delete the original afterwards."
        ),
    )


def _begin(about: AboutPerson, show: Show) -> None:
    file = FileToKeep(about.tasks)

    def save(answers: FormAnswers) -> Work[AttachmentId]:
        attachment = NewAttachment(
            name=answers.text("name"),
            content=file.content,
            note=answers.text("note") or None,
            sealed=answers.ticked("sealed"),
        )
        return partial(
            add_attachment,
            actor=about.actor,
            person_id=about.person_id,
            case_id=case_of(answers),
            attachment=attachment,
        )

    spec = attachment_spec(about.cases)
    form = new_form(about, spec, name="attachment", save=save, values=usual_case(about.cases), above=file)
    file.chosen.connect(form.fields["name"].input.fill)
    show(form)
    file.setFocus()


def attachment_items(line: AttachmentLine) -> list[QWidget]:
    """Lay out what is known of a file; what is in it is shown only when asked for."""
    added = " · ".join(part for part in (uk_date(line.added_on), line.added_by) if part)
    details = (
        Detail(translate("Attachment", "Kind"), kind_words(line.kind)),
        Detail(translate("Attachment", "Size"), size_words(line.size)),
        Detail(translate("Attachment", "Kept since"), added),
    )
    sealed = badge(translate("Attachment", "Sealed"), "lock", Tone.CAUTION)
    return [
        holder(column(*([sealed] if line.sealed else []), heading(said(line.name)), space=Space.XS)),
        DetailList(details),
        *told(translate("Attachment", "What it is"), line.note),
    ]


def write_copy(content: AttachmentContent, path: Path) -> None:
    """Write a copy outside the records.

    Raises:
        FolderError: the disk is full, or the folder takes no file.
    """
    try:
        write_atomically(path, content.content)
    except OSError as error:
        what = translate("Attachment", "The copy could not be saved there.")
        do = translate("Attachment", "Choose a folder of your own, and see that the disk has room.")
        raise FolderError(what, do) from error


def leaving_question() -> Question:
    """Say what it means that a copy leaves the records."""
    return Question(
        translate("Attachment", "Save a copy outside the records?"),
        translate(
            "Attachment",
            "The copy is not encrypted: whoever uses this computer, or a backup of it, can read it. It is "
            "noted that you took it. Delete it as it has done its work.",
        ),
        translate("Attachment", "Choose where…"),
    )


@dataclass(frozen=True, slots=True)
class OpenAttachment:
    """A file that is open beside a page."""

    about: AboutPerson
    attachment_id: AttachmentId
    show: Show
    show_page: ShowPage

    def open(self, *_: object) -> None:
        """Read what is known of it, and show that."""
        self.about.tasks.read(self.about.tasks, self._asking(), self._show)

    def _asking(self) -> Work[AttachmentLine]:
        question = partial(attachments_of, actor=self.about.actor, person_id=self.about.person_id)
        return one_of(question, lambda line: line.attachment_id == self.attachment_id)

    def _show(self, line: AttachmentLine) -> None:
        title = translate("Attachment", "File")
        deeds: list[Deed] = []
        if not line.name.withheld:
            if line.kind in _PICTURES:
                deeds.append(Deed(translate("Attachment", "Show it"), lambda: self._look(page), "primary"))
            copy = translate("Attachment", "Save a copy…")
            deeds.append(Deed(copy, lambda: ask(page, leaving_question(), partial(self._choose, page, line))))
            if may(self.about.actor, Permission.ATTACH):
                deeds.append(Deed(translate("Attachment", "Change"), lambda: self._change(line)))
        if may(self.about.actor, Permission.ATTACH):
            away = translate("Attachment", "Put away…")
            deeds.append(Deed(away, lambda: self._ask_to_put_away(page, line), "quiet"))
        page = Opened(title, attachment_items(line), deeds=deeds)
        self.show_page(title, page)

    def _taking(self, look: Look) -> Work[AttachmentContent]:
        return partial(take_attachment, actor=self.about.actor, attachment_id=self.attachment_id, look=look)

    def _look(self, page: Opened) -> None:
        def shown(taken: AttachmentContent) -> None:
            page.tell(picture(taken.content, taken.name))

        self.about.tasks.write(page, self._taking(Look.LOOKED), shown, otherwise=page.refuse)

    def _choose(self, page: Opened, line: AttachmentLine) -> None:
        dialog = QFileDialog(page, translate("Attachment", "Save a copy"), documents_folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(line.name.text)
        dialog.fileSelected.connect(lambda path: self.save_copy(page, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_copy(self, page: Opened, path: Path) -> None:
        """Take the file out, note that, and write it where it was asked for."""

        def written(_: None) -> None:
            words = translate("Attachment", "A copy is saved. It is not encrypted: delete it after use.")
            page.tell(notice(Tone.CAUTION, sentence(words)))

        def taken(content: AttachmentContent) -> None:
            work = partial(write_copy, content, path)
            self.about.tasks.work(page, work, written, otherwise=page.refuse)

        self.about.tasks.write(page, self._taking(Look.EXPORTED), taken, otherwise=page.refuse)

    def _change(self, line: AttachmentLine) -> None:
        def write(held: AttachmentLine, answers: FormAnswers) -> Work[None]:
            return partial(
                change_attachment,
                actor=self.about.actor,
                attachment_id=self.attachment_id,
                version=held.version,
                name=answers.text("name"),
                note=answers.text("note") or None,
            )

        changing = Changing(self._asking(), _values, write, lambda newer: not newer.name.withheld)
        spec = attachment_spec((), changing=True)
        form = changing_form(
            self.about, spec, line, changing, name="change-file", record_id=self.attachment_id, then=self.open
        )
        self.show(form)

    def _ask_to_put_away(self, page: Opened, line: AttachmentLine) -> None:
        work = partial(
            archive_attachment,
            actor=self.about.actor,
            attachment_id=self.attachment_id,
            version=line.version,
        )
        ask_to_put_away(
            self.about,
            page,
            work,
            question=translate("Attachment", "Put this file away?"),
            words=translate("Attachment", "Nobody finds it on the page any more. The records still hold it."),
            done=translate("Attachment", "The file is put away."),
        )


def _values(line: AttachmentLine) -> dict[str, object]:
    return {"name": line.name.text, "note": line.note.text}


def _open(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    OpenAttachment(about, AttachmentId(record_id), show, show_page).open()


ADDINGS: tuple[Adding, ...] = (
    Adding("attachment", translate("Attachment", "Keep a file"), "attachment", Permission.ATTACH, _begin),
)
OPENINGS: tuple[Opening, ...] = (Opening("attachment", _open),)
