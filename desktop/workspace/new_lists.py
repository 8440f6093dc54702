"""Code lists that came with a newer program, added to records that were made by an older one."""

from functools import partial

from desktop.domain.actor import Actor
from desktop.domain.codes import parse_code_list
from desktop.domain.permissions import Permission, may
from desktop.platform.resources import resource_names, resource_text
from desktop.queries.code_lists import code_lists
from desktop.services.code_lists import install_code_lists
from desktop.store.records import Records

_FOLDER, _ENDING = "codes", ".toml"


def add_new_lists(records: Records, actor: Actor) -> int:
    """Add each list the records do not have yet, if the role may; say how many were added.

    A list that is there stays as the service made it. Whoever may not add lists leaves them to the next
    manager who signs in.
    """
    if not may(actor, Permission.SET_UP_SERVICE):
        return 0
    have = records.read(actor, partial(code_lists, actor=actor)).keys()
    shipped = {
        name.removeprefix(f"{_FOLDER}/").removesuffix(_ENDING): name
        for name in resource_names(_FOLDER, _ENDING)
    }
    new = [parse_code_list(resource_text(name)) for key, name in shipped.items() if key not in have]
    if not new:
        return 0
    return records.write(actor, partial(install_code_lists, actor=actor, code_lists=new)).value
