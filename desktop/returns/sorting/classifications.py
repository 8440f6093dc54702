"""By what people and cases can be sorted into rows and columns: a register, each with its sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.domain.code_tree import nearest
from desktop.errors import DefinitionError
from desktop.returns.sorting.classification import Classification
from desktop.returns.sorting.of_people import OF_PEOPLE
from desktop.returns.sorting.of_referrals import OF_REFERRALS
from desktop.returns.sorting.of_work import OF_WORK

CLASSIFICATIONS: Mapping[str, Classification] = MappingProxyType(
    {one.id: one for one in (*OF_PEOPLE, *OF_REFERRALS, *OF_WORK)}
)


def classification(name: str, where: str) -> Classification:
    """Find a classification by name; ``where`` says which part of the rules asked for it.

    Raises:
        DefinitionError: there is none of that name; the message names the nearest.
    """
    if name not in CLASSIFICATIONS:
        what = f"{where}: nothing can be sorted by “{name}”."
        raise DefinitionError(what, nearest(name, CLASSIFICATIONS))
    return CLASSIFICATIONS[name]
