"""A return with one row for every population there is, and how a return is counted in tests."""

from functools import partial

from desktop.domain.actor import Actor
from desktop.domain.periods import Period
from desktop.returns.counting import count
from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.result import Return
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import bundled_code_lists, parse_definition
from desktop.store.records import Records


def counted(
    records: Records, actor: Actor, definition: Definition, period: Period, stream: str | None
) -> Return:
    question = partial(count, actor=actor, definition=definition, period=period, stream=stream)
    return records.read_long(actor, question)


def every_population() -> Definition:
    """Count everything there is, one row a population."""
    rows = "".join(f'{{ code = "{name}", label = "{name}", counts = "{name}" }},\n' for name in POPULATIONS)
    return parse_definition(
        f"""
id = "all"
title = "All"
version = "1"
[[tables]]
id = "all"
title = "All"
rows = {{ lines = [{rows}] }}
columns = {{ lines = [{{ code = "number", label = "Number" }}] }}
""",
        bundled_code_lists(),
    )
