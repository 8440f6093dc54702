"""Unfinished writing, kept off the screen's thread in its own order: an import or a return delays none."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.background.tasks import Tasks
from desktop.domain.ids import UserId
from desktop.store.drafts import Draft

if TYPE_CHECKING:
    from desktop.store.drafts import Drafts


class KeptDrafts:
    """The drafts of who is signed in; what was handed over is kept even if the screen goes at once."""

    def __init__(self, tasks: Tasks, drafts: "Drafts", user_id: UserId) -> None:
        self._tasks = tasks
        self._drafts = drafts
        self._user_id = user_id

    def keep(self, form: str, record_id: UUID, body: str) -> None:
        """Keep what is typed in a form about a record, in place of what was kept before."""
        draft = Draft(self._user_id, record_id, form, body, datetime.now(UTC))
        self._tasks.keep_aside(lambda: self._drafts.keep(draft))

    def discard(self, form: str, record_id: UUID) -> None:
        """Forget what was saved or thrown away."""
        self._tasks.keep_aside(lambda: self._drafts.discard(self._user_id, record_id, form))

    def find(self, owner: QObject, form: str, record_id: UUID, then: Callable[[Draft], None]) -> None:
        """Look whether a form about a record was begun; ``then`` is called only if it was."""

        def look() -> Draft | None:
            kept = self._drafts.of_user(self._user_id)
            return next((one for one in kept if (one.form, one.record_id) == (form, record_id)), None)

        def tell(found: Draft | None) -> None:
            if found is not None:
                then(found)

        self._tasks.look_aside(owner, look, tell)

    def everything(self, owner: QObject, then: Callable[[tuple[Draft, ...]], None]) -> None:
        """List everything begun and not saved, the newest first."""
        self._tasks.look_aside(owner, lambda: self._drafts.of_user(self._user_id), then)
