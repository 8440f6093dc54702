"""The returns that were made, to be read by whoever oversees the work: no number of them, and nobody."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget

from desktop.queries.releases import ReleaseRow
from desktop.returns.result import Profile
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import muted, uk_date, uk_moment


class MadeView(Screen):
    """Lists when which return was made, by whom and for whom; it is read, never changed."""

    def __init__(self, *, sees_people: bool = False) -> None:
        super().__init__()
        self._titles: Mapping[str, str] = {}
        self._table: Table[ReleaseRow] = Table(
            self.tr("Returns made"),
            (
                Column(self.tr("Return"), self._title, note=self._rules, stretch=True, least=200),
                Column(self.tr("Period"), self._from, note=self._to, width=200),
                Column(self.tr("Made"), self._moment, note=lambda one: one.made_by, width=210),
                Column(self.tr("For whom"), self._for_whom, note=self._profile, width=190),
            ),
        )
        what = self.tr("A return is listed here once its files are saved.")
        self._nothing = empty_state("returns", self.tr("No return was made yet"), what)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._nothing)
        said = self.tr("Which returns were made, when, by whom and for whom.")
        meant_so = muted(self.tr("You see no people and no cases: that is meant so."))
        meant_so.setVisible(not sees_people)
        layout = page(
            page_header(self.tr("Returns made"), said),
            self._pages,
            meant_so,
            space=Space.M,
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _title(self, made: ReleaseRow) -> str:
        return self._titles.get(made.definition_id, made.definition_id)

    def _rules(self, made: ReleaseRow) -> str:
        return self.tr("rules of %1").replace("%1", made.definition_version)

    def _from(self, made: ReleaseRow) -> str:
        return uk_date(made.period_start)

    def _to(self, made: ReleaseRow) -> str:
        return self.tr("to %1").replace("%1", uk_date(made.period_end))

    def _moment(self, made: ReleaseRow) -> str:
        return uk_moment(made.made_at)

    def _for_whom(self, made: ReleaseRow) -> str:
        return made.recipient or self.tr("not said")

    def _profile(self, made: ReleaseRow) -> str:
        if made.profile == Profile.EXACT.value:
            return self.tr("Exact, for us alone")
        return self.tr("Small numbers protected")

    def show_made(self, made: Sequence[ReleaseRow], titles: Mapping[str, str]) -> None:
        """Show the returns, the newest first; ``titles`` by the rules' short name."""
        self._titles = titles
        self._table.show_rows(tuple(made))
        self._pages.setCurrentIndex(0 if made else 1)

    @property
    def rows(self) -> tuple[ReleaseRow, ...]:
        """The returns in sight."""
        return self._table.rows

    def arrive(self) -> None:
        """Begin in the list."""
        self._table.setFocus()
