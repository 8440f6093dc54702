"""Problems raised on purpose, in words for the person at the screen."""


class AlongsideError(Exception):
    """Something went wrong that the user can understand: what happened, and what to do."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what, do)
        self.what = what
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


class WrongPassphraseError(AlongsideError):
    """The name and passphrase do not open these records (or the key file was altered)."""


class OwnPassphraseNeededError(AlongsideError):
    """The passphrase is right, but it was for one time only: one of their own must be chosen first."""


class KeyFileError(AlongsideError):
    """The key file is missing, unreadable or of another program version."""


class StoreError(AlongsideError):
    """The records cannot be opened, or cannot be trusted."""


class UnreadableError(StoreError):
    """A file is empty, damaged or somebody else's: no key at hand makes sense of it."""


class StoreBusyError(StoreError):
    """Another Alongside has these records open."""


class FolderError(AlongsideError):
    """A folder cannot be used for records, backups or files."""


class NotAllowedError(AlongsideError):
    """The signed-in person's role does not include this."""


class StaleVersionError(AlongsideError):
    """Somebody changed the record meanwhile."""


class RefusedError(AlongsideError):
    """A rule of the work forbids this step."""


class BadInputError(AlongsideError):
    """Something typed or chosen is not usable as it stands."""


class ImportFileError(AlongsideError):
    """A list cannot be read or understood."""


class DefinitionError(AlongsideError):
    """Counting rules contain a mistake, or do not exist."""


class SystemKeyringError(AlongsideError):
    """The place where the operating system keeps secrets refused or is not there."""
