"""Records made by an older program get the lists of the newer one, and keep their own as they are."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import parse_code_list
from desktop.models.session import RecordSession
from desktop.platform.resources import resource_names, resource_text
from desktop.queries.code_lists import code_lists
from desktop.services.code_lists import install_code_lists
from desktop.services.service import begin_service
from desktop.store.creating import create_store
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.workspace.new_lists import add_new_lists

SHIPPED = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]
OLDER = [one for one in SHIPPED if not one.key.startswith("survey-")]


@pytest.fixture
def older(tmp_path: Path, made_store: tuple[Path, StoreKeys, Actor]) -> Iterator[tuple[Records, Actor]]:
    """Give records as they were before the survey had lists, with one word changed by the service."""
    _folder, keys, actor = made_store
    create_store(tmp_path / "older", keys)
    records = Records(tmp_path / "older", keys)
    own = [replace(one, title="Crimes") if one.key == "crime-type" else one for one in OLDER]

    def first_day(session: RecordSession) -> None:
        begin_service(session, actor=actor, name="Harbour Support", device_name="Office laptop")
        install_code_lists(session, actor=actor, code_lists=own)

    records.write(actor, first_day)
    yield records, actor
    records.close()


def test_a_manager_who_signs_in_brings_the_new_lists(older: tuple[Records, Actor]) -> None:
    records, actor = older
    assert add_new_lists(records, actor) == len(SHIPPED) - len(OLDER)
    now = records.read(actor, partial(code_lists, actor=actor))
    assert now.keys() == {one.key for one in SHIPPED}
    assert now["crime-type"].title == "Crimes"
    assert add_new_lists(records, actor) == 0


def test_a_volunteer_who_signs_in_leaves_the_lists_alone(older: tuple[Records, Actor]) -> None:
    records, actor = older
    volunteer = replace(actor, roles=frozenset({Role.VOLUNTEER}))
    assert add_new_lists(records, volunteer) == 0
    now = records.read(actor, partial(code_lists, actor=actor))
    assert now.keys() == {one.key for one in OLDER}
