"""A person's page in its smallest form: a panel for forms and opened records, on real records."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.platform.files import private_folder
from desktop.queries.code_lists import code_lists
from desktop.store.drafts import open_drafts
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.ui.people.about import AboutPerson, Adding, CaseChoice, Opening
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import typed_of
from desktop.ui.shared.side_panel import WithPanel
from tests.services.colleagues import Team, make_team
from tests.store.made import Clock
from tests.ui.conftest import button, words

T = TypeVar("T")

PATIENCE = 20_000  # milliseconds until an answer must be there


@dataclass
class Beside:
    """Somebody at a person's page."""

    about: AboutPerson
    panel: WithPanel
    qtbot: QtBot
    team: Team
    records: Records
    leave: Callable[[], None]
    """Ends the sign-in: only then can somebody else open the records."""
    titles: list[str] = field(default_factory=list)

    def begin(self, adding: Adding) -> Form:
        """Begin something new."""
        adding.begin(self.about, self.panel.open_form)
        return self.form()

    def open(self, opening: Opening, record_id: UUID) -> QWidget:
        """Open a record, and give what is in the panel then."""
        before = self.panel.inside
        opening.open(self.about, record_id, self.panel.open_form, self._show_page)
        self.qtbot.waitUntil(lambda: self.panel.inside not in (None, before), timeout=PATIENCE)
        inside = self.panel.inside
        assert inside is not None
        return inside

    def _show_page(self, title: str, widget: QWidget) -> None:
        self.titles.append(title)
        self.panel.open(title, widget)

    def form(self, title: str = "") -> Form:
        """Wait for a form, perhaps of a title."""

        def there() -> bool:
            inside = self.panel.inside
            return isinstance(inside, Form) and title in inside.spec.title

        self.qtbot.waitUntil(there, timeout=PATIENCE)
        inside = self.panel.inside
        assert isinstance(inside, Form)
        return inside

    def fill(self, form: Form, **values: object) -> None:
        """Put answers into the fields of a form."""
        for key, value in values.items():
            form.fields[key].input.fill(typed_of(value))

    def save(self, form: Form) -> None:
        """Save a form as Ctrl+Enter does, and wait until it has gone."""
        form.save()
        complaints = {key: line.complaint for key, line in form.fields.items() if line.complaint}
        assert not complaints, complaints
        self.qtbot.waitUntil(lambda: self.panel.inside is not form, timeout=PATIENCE)

    def press(self, name: str) -> None:
        """Press a button in the panel."""
        inside = self.panel.inside
        assert inside is not None
        button(inside, name).click()

    def says(self, text: str) -> None:
        """Wait until words stand in the panel."""

        def there() -> bool:
            return self.panel.inside is not None and text in words(self.panel.inside)

        self.qtbot.waitUntil(there, timeout=PATIENCE)

    def gone(self) -> None:
        """Wait until the panel is closed."""
        self.qtbot.waitUntil(lambda: not self.panel.panel_open, timeout=PATIENCE)

    def does(self, actor: Actor, deed: Callable[..., T], **arguments: object) -> T:
        """Let somebody else change the records meanwhile."""
        return self.records.write(actor, partial(deed, actor=actor, **arguments)).value

    def asks(self, question: Callable[..., T], **arguments: object) -> T:
        """Ask the records as the manager; sealed words open only if whoever sits here reads them."""
        manager = self.team.manager
        return self.records.read(manager, partial(question, actor=manager, **arguments))


Sit = Callable[..., Beside]


@pytest.fixture
def team(folder: Path, keys: StoreKeys, clock: Clock, actor: Actor) -> Team:
    """Let colleagues of every role sign in to the records, by the clock on the wall that forms go by."""
    clock.now = datetime.now(UTC) - timedelta(hours=1)
    return make_team(folder, keys, clock, actor)


@pytest.fixture
def sit(team: Team, show: Callable[[QWidget], QWidget], qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Give a function that seats somebody of a role at a person's page."""
    opened = ExitStack()

    def seat(role: Role, person_id: PersonId, *cases: CaseChoice) -> Beside:
        actor = team[role]
        records = opened.enter_context(team.signed_in(actor))
        tasks = Tasks(records, actor)
        private_folder(tmp_path / role.value)
        aside = open_drafts(tmp_path / role.value, team.keys)
        opened.callback(aside.close)
        opened.callback(tasks.close)
        about = AboutPerson(
            tasks=tasks,
            actor=actor,
            drafts=KeptDrafts(tasks, aside, actor.user_id),
            person_id=person_id,
            name="Ada Wren",
            cases=cases,
            lists=records.read(actor, partial(code_lists, actor=actor)),
            today=civil_date(team.clock.now),
        )
        panel = WithPanel(QWidget())
        show(panel)
        return Beside(about, panel, qtbot, team, records, opened.close)

    yield seat
    opened.close()
