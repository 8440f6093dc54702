"""From unlock to lock: the workspace, and the window's rooms that ask and change through it."""

from functools import partial
from pathlib import Path

from desktop.ui.accounts.asked import OwnPassphraseAsked
from desktop.ui.accounts.own_passphrase import OwnPassphraseDialog
from desktop.ui.rooms import all_rooms
from desktop.ui.shared.messages import Message, done
from desktop.ui.shared.words import translate
from desktop.ui.shell.shell import Shell
from desktop.workspace.opened import Opened
from desktop.workspace.passphrase import judge_passphrase
from desktop.workspace.workspace import Workspace


class SignedIn:
    """What there is while somebody is signed in."""

    def __init__(self, opened: Opened) -> None:
        self.made_up = opened.made_up
        self.workspace = Workspace(opened)
        rooms = all_rooms(
            tasks=self.workspace.tasks,
            actor=opened.actor,
            drafts=self.workspace.kept_drafts,
            accounts=self.workspace.accounts,
        )
        self.shell = Shell(actor=opened.actor, rooms=rooms)
        self.shell.own_passphrase_asked.connect(self._ask_own_passphrase)
        self.workspace.tasks.unclaimed.connect(self.shell.explain)
        if self.made_up:
            told = translate(
                "SignedIn",
                "Everybody here is made up. Nothing you do is kept when you close or lock the window.",
            )
            self.shell.say(Message(told))

    def _ask_own_passphrase(self) -> None:
        name = self.workspace.actor.name
        dialog = OwnPassphraseDialog(self.shell, name=name, judge=judge_passphrase)
        dialog.asked.connect(partial(self._change_own_passphrase, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change_own_passphrase(self, dialog: OwnPassphraseDialog, asked: OwnPassphraseAsked) -> None:
        change = partial(
            self.workspace.accounts.change_own_passphrase,
            passphrase=asked.passphrase,
            new_passphrase=asked.new_passphrase,
        )

        def say(_nothing: None) -> None:
            dialog.accept()
            self.shell.say(done(translate("SignedIn", "Your passphrase is changed.")))

        self.workspace.tasks.work(dialog, change, say, otherwise=dialog.refuse)

    @property
    def folder(self) -> Path:
        """Where the records are."""
        return self.workspace.folder

    def close(self) -> None:
        """Finish what was asked for and close the records."""
        self.workspace.close()
