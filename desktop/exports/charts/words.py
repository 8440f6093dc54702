"""What a chart says, in plain sentences, for whoever cannot see it."""

from collections.abc import Sequence

from desktop.exports.charts.data import Bar, Picture, Series, picture
from desktop.exports.figures import clean_words
from desktop.returns.document import ShownTable
from desktop.returns.rules.definitions import ChartKind

_MOST_NAMED = 3
_KINDS = {
    ChartKind.BARS: "Bar chart",
    ChartKind.STACKED: "Stacked bar chart",
    ChartKind.GROUPED: "Grouped bar chart",
}


def chart_words(shown: ShownTable) -> str:
    """Say what the picture of a table says: the largest, the smallest, the total, what is missing."""
    drawn = picture(shown)
    sentences = [f"{_KINDS[drawn.kind]}: {clean_words(shown.name)}, {_counted(drawn)}."]
    if not drawn.bars:
        return f"{sentences[0]} There is nothing to draw."
    if drawn.kind is ChartKind.STACKED:
        sentences += [_of_bar(drawn, bar) for bar in drawn.bars]
    else:
        for place, series in enumerate(drawn.series):
            sentences += _of_series(drawn, place, series)
    if drawn.left_out:
        sentences.append("Rows and columns in another unit are in the table alone.")
    return " ".join(sentences)


def _counted(drawn: Picture) -> str:
    bars = [bar for bar in drawn.bars if not bar.quiet]
    number = "1 category" if len(bars) == 1 else f"{len(bars)} categories"
    if drawn.kind is ChartKind.BARS:
        return number
    names = _joined([series.label for series in drawn.series])
    verb = "each parted into" if drawn.kind is ChartKind.STACKED else "each with bars for"
    return f"{number}, {verb} {names}"


def _of_series(drawn: Picture, place: int, series: Series) -> list[str]:
    head = "" if drawn.kind is ChartKind.BARS else f"{series.label}: "
    known = [bar for bar in drawn.bars if not bar.quiet and bar.values[place].value is not None]
    parts = _extremes(known, place)
    total = drawn.totals[place]
    if total is not None:
        parts.append(f"total {total.words}")
    parts += [f"{bar.label} {bar.values[place].words}" for bar in drawn.bars if bar.quiet]
    hidden = [bar.label for bar in drawn.bars if not bar.quiet and bar.values[place].hidden]
    if hidden:
        parts.append(f"hidden, so without a bar: {_joined(hidden)}")
    blank = [
        bar.label
        for bar in drawn.bars
        if not bar.quiet and bar.values[place].value is None and not bar.values[place].hidden
    ]
    if blank:
        parts.append(f"without a number: {_joined(blank)}")
    words = "; ".join(parts)
    return [f"{head}{words}." if head else f"{words[:1].upper()}{words[1:]}."] if parts else []


def _of_bar(drawn: Picture, bar: Bar) -> str:
    """Say how long a stacked bar is, which part of it is the largest, and which parts are hidden."""
    parts = list(zip(drawn.series, bar.values, strict=True))
    known = [(value.value, series.label, value.words) for series, value in parts if value.value is not None]
    words = [f"{bar.label}: {bar.total.words} in all" if bar.total else bar.label]
    largest = max((number for number, _, _ in known), default=0.0)
    if largest > 0:
        names = [label for number, label, _ in known if number == largest]
        printed = next(shown for number, _, shown in known if number == largest)
        words.append(f"largest part {_joined(names)}, {printed}{' each' if len(names) > 1 else ''}")
    elif known:
        words.append("every part 0")
    hidden = [series.label for series, value in parts if value.hidden]
    if hidden:
        words.append(f"hidden, so not drawn: {_joined(hidden)}")
    return f"{'; '.join(words)}."


def _extremes(bars: Sequence[Bar], place: int) -> list[str]:
    if not bars:
        return []
    numbers = {bar.values[place].value for bar in bars}
    if len(numbers) == 1 and len(bars) > 1:
        return [f"every category is {bars[0].values[place].words}"]
    ordered = sorted(numbers, key=lambda number: number or 0.0)
    words = [f"largest {_named(bars, place, ordered[-1])}"]
    return [*words, f"smallest {_named(bars, place, ordered[0])}"] if len(bars) > 1 else words


def _named(bars: Sequence[Bar], place: int, number: float | None) -> str:
    """Name those who have a number, and the number."""
    those = [bar for bar in bars if bar.values[place].value == number]
    words = those[0].values[place].words
    if len(those) > _MOST_NAMED:
        return f"{words} ({len(those)} categories)"
    return f"{_joined([bar.label for bar in those])}, {words}{' each' if len(those) > 1 else ''}"


def _joined(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
