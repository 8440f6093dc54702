"""The code lists that ship, as the planning of an import takes them."""

from collections.abc import Mapping

import pytest

from desktop.domain.codes import CodeList, parse_code_list
from desktop.platform.resources import resource_names, resource_text


@pytest.fixture(scope="session")
def shipped_lists() -> Mapping[str, CodeList]:
    lists = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]
    return {one.key: one for one in lists}
