"""Every room of the window in the order of the rail; who may enter is said beside each."""

from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission
from desktop.ui.accounts.room import AccountsRoom
from desktop.ui.cases.room import CasesRoom
from desktop.ui.funding.room import FundingRoom
from desktop.ui.imports.room import ImportsRoom
from desktop.ui.organisations.room import DirectoryRoom
from desktop.ui.people.helping_room import HelpingRoom
from desktop.ui.people.room import PeopleRoom
from desktop.ui.representation.room import RepresentationRoom
from desktop.ui.returns.filling_in.replies_room import RepliesRoom
from desktop.ui.returns.filling_in.room import FillingRoom
from desktop.ui.returns.made_room import MadeRoom
from desktop.ui.returns.room import ReturnsRoom
from desktop.ui.safeguarding.room import SafeguardingRoom
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.words import translate
from desktop.ui.shell.rooms import RoomEntry
from desktop.ui.supervision.room import SupervisionRoom
from desktop.workspace.accounts import Accounts


def all_rooms(
    *, tasks: Tasks, actor: Actor, drafts: DraftKeeper, accounts: Accounts | None = None
) -> tuple[RoomEntry, ...]:
    """Name the rooms that exist; each is built when it is first entered."""
    people = partial(PeopleRoom, tasks=tasks, actor=actor, drafts=drafts)
    helping = partial(HelpingRoom, tasks=tasks, actor=actor, drafts=drafts)
    cases = partial(CasesRoom, tasks=tasks, actor=actor)
    return (
        RoomEntry(
            "people", translate("Rail", "People"), "people", Permission.FIND_PEOPLE, people, finds=True
        ),
        RoomEntry(
            "helping",
            translate("Rail", "People you help"),
            "people",
            Permission.SEE_PERSON,
            helping,
            unless=Permission.FIND_PEOPLE,
        ),
        RoomEntry("cases", translate("Rail", "Cases"), "case", Permission.SEE_CASES, cases),
        RoomEntry(
            "safeguarding",
            translate("Rail", "Safeguarding"),
            "concern",
            Permission.RAISE_CONCERN,
            partial(SafeguardingRoom, tasks=tasks, actor=actor, drafts=drafts),
        ),
        *_around_the_work(tasks=tasks, actor=actor, drafts=drafts),
        *_returns(tasks=tasks, actor=actor, drafts=drafts),
        *_managing(tasks=tasks, actor=actor, drafts=drafts),
        *_sign_ins(tasks=tasks, actor=actor, accounts=accounts),
    )


def _around_the_work(*, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> tuple[RoomEntry, ...]:
    """Name the rooms of what is about no single person: places to turn to, and the work itself."""
    directory = partial(DirectoryRoom, tasks=tasks, actor=actor, drafts=drafts)
    supervision = partial(SupervisionRoom, tasks=tasks, actor=actor, drafts=drafts)
    places, talks = translate("Rail", "Directory"), translate("Rail", "Supervision")
    return (
        RoomEntry("directory", places, "organisation", Permission.SEE_DIRECTORY, directory),
        RoomEntry("supervision", talks, "supervision", Permission.SEE_SUPERVISION, supervision),
    )


def _returns(*, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> tuple[RoomEntry, ...]:
    """Name the rooms of the return: counted, filled in, replied to, made; replies are handed to everybody."""
    returns = partial(ReturnsRoom, tasks=tasks, actor=actor, drafts=drafts)
    filling = partial(FillingRoom, tasks=tasks, actor=actor, drafts=drafts)
    replies = partial(RepliesRoom, tasks=tasks, actor=actor, drafts=drafts)
    representation = partial(RepresentationRoom, tasks=tasks, actor=actor)
    fill_in, survey = translate("Rail", "Fill in a return"), translate("Rail", "Survey replies")
    beside = translate("Rail", "Representation")
    return (
        RoomEntry("returns", translate("Rail", "Returns"), "returns", Permission.COUNT, returns),
        RoomEntry("fill-in", fill_in, "write", Permission.FILL_IN_RETURN, filling),
        RoomEntry("representation", beside, "beside", Permission.COUNT, representation),
        RoomEntry("survey-replies", survey, "reply", Permission.RECORD_REPLY, replies),
        RoomEntry(
            "returns-made",
            translate("Rail", "Returns made"),
            "returns",
            Permission.SEE_RELEASES,
            partial(MadeRoom, tasks=tasks, actor=actor),
            unless=Permission.COUNT,
        ),
    )


def _managing(*, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> tuple[RoomEntry, ...]:
    """Name the rooms of whoever runs the service."""
    imports = partial(ImportsRoom, tasks=tasks, actor=actor)
    funding = partial(FundingRoom, tasks=tasks, actor=actor, drafts=drafts)
    lists, streams, group = (
        translate("Rail", "Bring in a list"),
        translate("Rail", "Funding"),
        translate("Rail", "Manage"),
    )
    return (
        RoomEntry("imports", lists, "import", Permission.IMPORT_LISTS, imports, group=group),
        RoomEntry("funding", streams, "funding", Permission.SET_UP_SERVICE, funding, group=group),
    )


def _sign_ins(*, tasks: Tasks, actor: Actor, accounts: Accounts | None) -> tuple[RoomEntry, ...]:
    """Name the room of sign-ins, where a key file lies beside the records."""
    if accounts is None:
        return ()
    build = partial(AccountsRoom, tasks=tasks, actor=actor, accounts=accounts)
    title, group = translate("Rail", "Sign-ins"), translate("Rail", "Manage")
    return (RoomEntry("sign-ins", title, "key", Permission.SEE_ACCOUNTS, build, group=group),)
