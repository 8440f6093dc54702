"""Which ways of protecting numbers can be written to files today."""

from desktop.errors import RefusedError
from desktop.returns.result import Profile


def require_profile(profile: Profile) -> None:
    """Stop unless files can be made with this way of protecting.

    Raises:
        RefusedError: only exact numbers can be made so far.
    """
    if profile is not Profile.EXACT:
        what = f"The protection “{profile.value}” is not there yet, so no such return can be made."
        raise RefusedError(what, "Only “exact” is, for use inside the organisation: do not send it.")
