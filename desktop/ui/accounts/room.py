"""The room of sign-ins: lets people in and out, and puts the records under new keys."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QStackedWidget

from desktop.background.errands import Then
from desktop.background.progress import Progress
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.changes import Changed
from desktop.errors import AlongsideError
from desktop.ui.accounts.asked import InviteAsked, RolesAsked
from desktop.ui.accounts.keys_view import KeysView
from desktop.ui.accounts.list_view import ListView
from desktop.ui.accounts.slip_view import SlipView
from desktop.ui.accounts.who_view import WhoView
from desktop.ui.shared.dialogs import Question, ask
from desktop.ui.shared.messages import done
from desktop.ui.shared.screen import Room, Screen
from desktop.ui.shared.words import counted
from desktop.workspace.accounts import AccountRow, Accounts, Invitation

if TYPE_CHECKING:
    from desktop.store.records import Written


class NewKeys(Protocol):
    """A deed that puts the records under new keys."""

    def __call__(self, *, progress: Progress) -> "Written[None]":
        """Do it."""
        ...


class AccountsRoom(Room):
    """Joins the list of sign-ins, the forms and the one-time passphrase to the records."""

    def __init__(self, *, tasks: Tasks, actor: Actor, accounts: Accounts) -> None:
        super().__init__()
        self._tasks = tasks
        self._accounts = accounts
        manages = Role.MANAGER in actor.roles
        self._progress: Progress | None = None
        self.list = ListView(volunteers_only=not manages)
        self.who = WhoView(offered=tuple(Role) if manages else (Role.VOLUNTEER,))
        self.slip, self.keys = SlipView(), KeysView()
        self._pages = QStackedWidget()
        for screen in (self.list, self.who, self.slip, self.keys):
            self._pages.addWidget(screen)
        self._fill(self._pages)
        self._connect()
        tasks.changed.connect(self._notice)

    def _connect(self) -> None:
        self.list.invite_wanted.connect(self._begin_invitation)
        self.list.roles_wanted.connect(self._begin_roles)
        self.list.passphrase_wanted.connect(self._ask_new_passphrase)
        self.list.off_wanted.connect(self._ask_off)
        self.list.on_wanted.connect(self._switch_on)
        self.list.removal_wanted.connect(self._ask_removal)
        self.list.keys_wanted.connect(self._ask_keys)
        self.who.asked.connect(self._do_asked)
        self.who.back.connect(self._return)
        self.slip.passed_on.connect(self._return)
        self.keys.stopped.connect(self._stop)

    def _go(self, screen: Screen) -> None:
        self._pages.setCurrentWidget(screen)
        screen.arrive()

    def _return(self) -> None:
        self._go(self.list)

    def arrive(self) -> None:
        """Look who may sign in."""
        self._refresh()
        super().arrive()

    def _refresh(self) -> None:
        self._tasks.work(
            self, self._accounts.rows, self.list.show_rows, replaces="rows", otherwise=self._explain
        )

    def _notice(self, changed: Changed) -> None:
        if changed.touches("user_account"):
            self._refresh()

    def _say(self, words: str, name: str) -> None:
        self.said.emit(done(words.replace("%1", name)))
        self._refresh()
        self._return()

    # ── letting in ──────────────────────────────────────────────────────────────────────────────────────────

    def _begin_invitation(self) -> None:
        self.who.begin_invitation()
        self._go(self.who)

    def _begin_roles(self, about: AccountRow) -> None:
        self.who.begin_roles(about)
        self._go(self.who)

    def _do_asked(self, asked: InviteAsked | RolesAsked) -> None:
        if isinstance(asked, InviteAsked):
            invite = partial(self._accounts.invite, name=asked.name, roles=asked.roles)
            self._tasks.change_accounts(self, invite, self._show_slip, otherwise=self.who.refuse)
            return
        change = partial(self._accounts.change_roles, user_id=asked.user_id, roles=asked.roles)
        then = partial(self._say_roles, asked.name)
        self._tasks.change_accounts(self, change, then, otherwise=self.who.refuse)

    def _say_roles(self, name: str, slip: Invitation | None) -> None:
        if slip is None:
            self._say(self.tr("%1 has these roles from the next sign-in on."), name)
        else:
            self._show_slip(slip)

    def _show_slip(self, slip: Invitation) -> None:
        self._refresh()
        self.slip.show_slip(slip)
        self._go(self.slip)

    def _changed(self, words: str, name: str, _nothing: None) -> None:
        self._say(words, name)

    def _ask_new_passphrase(self, one: AccountRow) -> None:
        head = self.tr("A new one-time passphrase for %1?").replace("%1", one.name)
        words = self.tr(
            "The passphrase until now stops working, and writing that was begun and not saved is lost."
        )
        question = Question(head, words, self.tr("Make a new one"))
        renew = partial(self._accounts.new_passphrase, user_id=one.user_id)
        ask(
            self,
            question,
            partial(self._tasks.change_accounts, self, renew, self._show_slip, otherwise=self._explain),
        )

    # ── letting out ─────────────────────────────────────────────────────────────────────────────────────────

    def _ask_off(self, one: AccountRow) -> None:
        head = self.tr("Switch off %1?").replace("%1", one.name)
        words = self.tr(
            "They cannot sign in here until they are switched on again. Older copies of these records still "
            "open for them: if they left for good or a laptop is lost, remove them instead."
        )
        deed = partial(self._accounts.switch_off, user_id=one.user_id)
        then = partial(self._changed, self.tr("%1 is switched off."), one.name)
        change = partial(self._tasks.change_accounts, self, deed, then, otherwise=self._explain)
        ask(self, Question(head, words, self.tr("Switch off")), change)

    def _switch_on(self, one: AccountRow) -> None:
        deed = partial(self._accounts.switch_on, user_id=one.user_id)
        then = partial(self._changed, self.tr("%1 may sign in again."), one.name)
        self._tasks.change_accounts(self, deed, then, otherwise=self._explain)

    def _ask_removal(self, one: AccountRow) -> None:
        head = self.tr("Remove %1?").replace("%1", one.name)
        words = self.tr(
            "The records are put under new keys, which they do not get. %2 Their laptop can no longer open "
            "anything saved from now on; what it already held may be read by whoever knows their passphrase. "
            "The history keeps their name. This cannot be undone."
        ).replace("%2", self._how_long())
        deed = partial(self._accounts.remove_user, user_id=one.user_id)
        then = partial(self._changed, self.tr("%1 is removed; the records are under new keys."), one.name)
        ask(self, Question(head, words, self.tr("Remove")), partial(self._change_keys, deed, then))

    def _ask_keys(self) -> None:
        words = self.tr(
            "For when a passphrase became known or a copy went astray. Everybody keeps their passphrase. %2 "
            "Copies and backups made before still open with the passphrases of their day."
        ).replace("%2", self._how_long())
        then = partial(self._changed, self.tr("The records are under new keys."), "")
        question = Question(self.tr("New keys for everybody?"), words, self.tr("Make new keys"))
        ask(self, question, partial(self._change_keys, self._accounts.new_keys, then))

    def _change_keys(self, deed: NewKeys, then: Then[None]) -> None:
        self.keys.begin()
        self._go(self.keys)
        progress = self._progress = self._tasks.progress(self, self.keys.show_step)
        work = partial(deed, progress=progress)
        self._tasks.change_accounts(self, work, then, otherwise=self._refuse_keys)

    def _refuse_keys(self, error: AlongsideError) -> None:
        self._progress = None
        self._explain(error)
        self._refresh()
        self._return()

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _how_long(self) -> str:
        seconds = self._accounts.seconds_for_new_keys
        one, many = self.tr("This takes about a second."), self.tr("This takes about %1 seconds.")
        return counted(seconds, one, many)
