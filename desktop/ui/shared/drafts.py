"""Drafts of forms: kept while somebody writes, put back when they come again."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.ui.shared.form import Form


class FoundDraft(Protocol):
    """What was being written, and when it was last kept."""

    @property
    def body(self) -> str:
        """Give what a form handed over."""
        ...

    @property
    def saved_at(self) -> datetime:
        """Say when it was last kept."""
        ...


class DraftKeeper(Protocol):
    """Keeps unfinished writing of the person who is signed in, encrypted, off the screen's thread."""

    def keep(self, form: str, record_id: UUID, body: str) -> None:
        """Keep it in place of what was kept before."""
        ...

    def discard(self, form: str, record_id: UUID) -> None:
        """Forget it: it was saved or thrown away."""
        ...

    def find(self, owner: QObject, form: str, record_id: UUID, then: Callable[[FoundDraft], None]) -> None:
        """Look whether something was begun; ``then`` is called only if it was."""
        ...


def keep_drafts(form: Form, drafts: DraftKeeper, *, form_name: str, record_id: UUID) -> None:
    """Keep what is written in a form, and put back what was begun earlier.

    ``form_name`` stays the same over versions; ``record_id`` is the record edited, or the one a new record
    will belong to.
    """
    form.draft_changed.connect(lambda body: drafts.keep(form_name, record_id, body))
    form.draft_dropped.connect(lambda: drafts.discard(form_name, record_id))

    def put_back(found: FoundDraft) -> None:
        if not form.touched:  # never over what somebody has begun to type meanwhile
            form.restore(found.body, found.saved_at)

    drafts.find(form, form_name, record_id, put_back)
