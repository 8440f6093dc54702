"""What each role is called, and what it may do, in one plain sentence."""

from collections.abc import Iterable

from desktop.domain.actor import Role
from desktop.ui.shared.words import translate


def role_name(role: Role) -> str:
    """Call a role by its name."""
    return _names()[role]


def role_may(role: Role) -> str:
    """Say what a role may do."""
    return _sentences()[role]


def roles_in_words(roles: Iterable[Role]) -> str:
    """Name several roles, in the order of the list."""
    held = set(roles)
    names = [role_name(role) for role in Role if role in held]
    return ", ".join((*names[:1], *(name[0].lower() + name[1:] for name in names[1:])))


def _names() -> dict[Role, str]:
    return {
        Role.VOLUNTEER: translate("Roles", "Volunteer"),
        Role.SUPPORT_WORKER: translate("Roles", "Support worker"),
        Role.TEAM_LEADER: translate("Roles", "Team leader"),
        Role.SAFEGUARDING_LEAD: translate("Roles", "Safeguarding lead"),
        Role.DEPUTY_LEAD: translate("Roles", "Deputy safeguarding lead"),
        Role.MANAGER: translate("Roles", "Manager"),
        Role.ADMINISTRATOR: translate("Roles", "Administrator"),
        Role.TRUSTEE: translate("Roles", "Trustee"),
    }


def _sentences() -> dict[Role, str]:
    return {
        Role.VOLUNTEER: translate(
            "Roles", "Sees the people given to them, writes short notes, never searches."
        ),
        Role.SUPPORT_WORKER: translate(
            "Roles",
            "Works with people and cases. Reads sealed text only in an emergency, with a reason kept.",
        ),
        Role.TEAM_LEADER: translate(
            "Roles", "What a support worker does; gives cases to workers and writes supervision notes."
        ),
        Role.SAFEGUARDING_LEAD: translate(
            "Roles", "Decides about safeguarding concerns and reads sealed text."
        ),
        Role.DEPUTY_LEAD: translate("Roles", "Stands in for the safeguarding lead, with the same rights."),
        Role.MANAGER: translate("Roles", "Everything: people, cases, sealed text, returns, sign-ins."),
        Role.ADMINISTRATOR: translate(
            "Roles", "Lets volunteers in and looks after backups. Sees no person and no case."
        ),
        Role.TRUSTEE: translate("Roles", "Sees which returns were made. Sees no person and no case."),
    }
