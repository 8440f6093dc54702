"""The first day of a service, and its code lists."""

from collections.abc import Mapping
from functools import partial

import pytest

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList, parse_code_list
from desktop.errors import BadInputError, RefusedError
from desktop.platform.resources import resource_names, resource_text
from desktop.queries.service import accounts, service_details
from desktop.services.code_lists import install_code_lists
from desktop.services.service import begin_service, name_commissioner, rename_service
from desktop.store.records import Records


def test_a_service_begins_once(records: Records, actor: Actor) -> None:
    again = partial(begin_service, actor=actor, name="Second", device_name="Other")
    with pytest.raises(RefusedError, match="already"):
        records.write(actor, again)
    details = records.read(actor, partial(service_details, actor=actor))
    assert (details.name, details.people) == ("Harbour Support", 0)
    assert [account.name for account in records.read(actor, partial(accounts, actor=actor))] == [actor.name]


def test_a_service_keeps_a_name(records: Records, actor: Actor) -> None:
    records.write(actor, partial(rename_service, actor=actor, name=" New  Harbour ", commissioner="C"))
    assert records.read(actor, partial(service_details, actor=actor)).name == "New Harbour"
    with pytest.raises(BadInputError, match="name"):
        records.write(actor, partial(rename_service, actor=actor, name=" ", commissioner=None))


def test_the_commissioner_is_named_later_too(records: Records, actor: Actor) -> None:
    records.write(actor, partial(name_commissioner, actor=actor, name=" The  commissioner "))
    details = records.read(actor, partial(service_details, actor=actor))
    assert (details.name, details.commissioner) == ("Harbour Support", "The commissioner")
    with pytest.raises(BadInputError, match="the commissioner is missing"):
        records.write(actor, partial(name_commissioner, actor=actor, name=" "))


def test_code_lists_come_back_as_they_were_shipped(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    shipped = {
        one.key: one for one in map(parse_code_list, map(resource_text, resource_names("codes", ".toml")))
    }
    assert code_lists.keys() == shipped.keys()
    for key, one in shipped.items():
        assert code_lists[key].codes == one.codes
        assert [walk.scheme for walk in code_lists[key].crosswalks.values()] == sorted(one.crosswalks)
    again = partial(install_code_lists, actor=actor, code_lists=list(shipped.values()))
    assert records.write(actor, again).value == 0
