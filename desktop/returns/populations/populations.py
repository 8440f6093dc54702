"""Who and what can be counted: a register of populations, each with its sentence and the way it is read."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.domain.code_tree import nearest
from desktop.errors import DefinitionError
from desktop.returns.populations.cases import CASES_COUNTED
from desktop.returns.populations.courses import COURSES_COUNTED
from desktop.returns.populations.people import PEOPLE_COUNTED
from desktop.returns.populations.population import Population
from desktop.returns.populations.work import WORK_COUNTED

POPULATIONS: Mapping[str, Population] = MappingProxyType(
    {one.id: one for one in (*PEOPLE_COUNTED, *CASES_COUNTED, *COURSES_COUNTED, *WORK_COUNTED)}
)


def population(name: str, where: str) -> Population:
    """Find a population by name; ``where`` says which part of the rules asked for it.

    Raises:
        DefinitionError: there is none of that name; the message names the nearest.
    """
    if name not in POPULATIONS:
        what = f"{where}: “{name}” is nothing that can be counted."
        raise DefinitionError(what, nearest(name, POPULATIONS))
    return POPULATIONS[name]
