"""Who pays for cases is added, renamed and ended; two never bear one name."""

from datetime import date
from functools import partial

import pytest

from desktop.domain.actor import Actor
from desktop.domain.ids import FundingStreamId
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.models.base import new_id
from desktop.queries.funding_streams import funding_streams
from desktop.services.funding_streams import add_funding_stream, change_funding_stream
from desktop.store.records import Records


def test_a_funding_stream_has_its_own_name(records: Records, actor: Actor) -> None:
    add = partial(add_funding_stream, actor=actor, name="Lottery")
    records.write(actor, add)
    with pytest.raises(RefusedError, match="Lottery"):
        records.write(actor, add)
    backwards = partial(
        add_funding_stream,
        actor=actor,
        name="Odd",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 3, 1),
    )
    with pytest.raises(BadInputError, match="ends before"):
        records.write(actor, backwards)


def test_a_funding_stream_is_renamed_and_ended_and_never_takes_anothers_name(
    records: Records, actor: Actor
) -> None:
    stream = records.write(actor, partial(add_funding_stream, actor=actor, name="Lottery")).value
    records.write(actor, partial(add_funding_stream, actor=actor, name="Grant"))
    change = partial(change_funding_stream, actor=actor, stream_id=stream)
    last = date(2026, 3, 31)
    records.write(actor, partial(change, version=1, name="Lottery ", funder="The lottery", ends_on=last))
    rows = records.read(actor, partial(funding_streams, actor=actor))
    kept = next(one for one in rows if one.stream_id == stream)
    assert (kept.name, kept.funder, kept.ends_on) == ("Lottery", "The lottery", last)
    assert kept.pays_on(last)
    assert not kept.pays_on(date(2026, 4, 1))
    with pytest.raises(RefusedError, match="Grant"):
        records.write(actor, partial(change, version=2, name="Grant"))
    with pytest.raises(BadInputError, match="no name"):
        records.write(actor, partial(change, version=2, name="  "))
    with pytest.raises(StaleVersionError):
        records.write(actor, partial(change, version=1, name="Lottery"))
    with pytest.raises(BadInputError, match="not in these records"):
        records.write(
            actor,
            partial(
                change_funding_stream, actor=actor, stream_id=FundingStreamId(new_id()), version=1, name="A"
            ),
        )
