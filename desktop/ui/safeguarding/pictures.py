"""The board of safeguarding in its states, with made-up people only."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.ids import BrokenGlassId, ConcernId, PersonId
from desktop.domain.safeguarding import OnCall
from desktop.queries.concerns import UntoldConcern
from desktop.queries.glass import BrokenGlassRow, InVain, OpenGlass
from desktop.ui.concerns.pictures import UNTOLD, line
from desktop.ui.glass.forms import glass_spec
from desktop.ui.people.made import LONG, NOW, PANEL, made_form
from desktop.ui.safeguarding.board_view import Board, BoardView
from desktop.ui.shared.screen import Picture

_RING = (OnCall("the safeguarding lead", "Lena Okafor", ""), OnCall("the deputy lead", LONG, ""))
_UNTOLD = UntoldConcern(
    ConcernId(UUID(int=1)), PersonId(UUID(int=1)), "PA-000001-K", NOW - timedelta(hours=1), UNTOLD
)


def _broken(number: int, who: str, *, seen: bool = False, own: bool = False) -> BrokenGlassRow:
    at = NOW - timedelta(hours=number)
    return BrokenGlassRow(
        glass_id=BrokenGlassId(UUID(int=number)),
        version=1,
        person_id=PersonId(UUID(int=number)),
        reference="PA-000004-K",
        initials="K.M.G.",
        who=who,
        own=own,
        broken_at=at,
        until=at + timedelta(hours=2),
        reason="She rang from the station: I must know who may fetch her, and where it is not safe.",
        seen_by="Lena Okafor" if seen else None,
        seen_at=NOW if seen else None,
    )


def _view(board: Board) -> BoardView:
    view = BoardView()
    view.show_board(board)
    return view


def _lead() -> QWidget:
    concerns = (line(2, 3), line(3, 130, decided=True), line(4, 26), line(6, 2, told=False))
    glass = (
        _broken(3, "Amal Haddad"),
        _broken(9, LONG, own=True),
        _broken(40, "Jo Carter", seen=True),
    )
    in_vain = (InVain(NOW - timedelta(days=1), "Jo Carter"),)
    return _view(Board((), _RING[1:], concerns, glass, in_vain))


def _worker() -> QWidget:
    own = (
        OpenGlass(
            BrokenGlassId(UUID(int=1)), 1, PersonId(UUID(int=1)), "PA-000001-K", NOW, "She is at the door."
        ),
    )
    return _view(Board((_UNTOLD,), _RING, (line(1, 1, told=False),), None, (), own))


def pictures() -> tuple[Picture, ...]:
    """Every state of the board."""
    return (
        Picture("safeguarding-lead", _lead, height=1080),
        Picture("safeguarding-worker", _worker, height=980),
        Picture("safeguarding-volunteer", lambda: _view(Board((_UNTOLD,), _RING)), height=560),
        Picture("safeguarding-quiet", lambda: _view(Board((), (), (), (), (), None))),
        Picture("glass", lambda: made_form(glass_spec(), {"hours": "2"}), width=PANEL, height=620),
        Picture(
            "glass-by-reference",
            lambda: made_form(glass_spec(by_reference=True), {"hours": "2", "reference": "PA-000004-K"}),
            width=PANEL,
            height=700,
        ),
    )
