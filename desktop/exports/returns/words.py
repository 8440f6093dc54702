"""Words that the PDF and the web page of a return share."""

from desktop.returns.document import ShownTable, shown_tables
from desktop.returns.result import Return

CONTENTS, COUNTED = "Contents", "How this was counted"


def about_table(shown: ShownTable, result: Return) -> str:
    """Say what a table counts, and on which days: ``Number of people. This period: 1 July to …``."""
    counts = "Entered for this return" if shown.first.entered else f"Number of {shown.first.unit}"
    days = {column.group: (column.table.period or result.period).title for column in shown.columns}
    spans = [f"{group}: {title}" if group else title for group, title in days.items()]
    return f"{counts}{'. ' if shown.grouped else ', '}{'; '.join(spans)}"


def counted_sentences(result: Return) -> list[tuple[str, str]]:
    """Give each sentence that says what is counted, once, with the titles of its tables."""
    titles: dict[str, dict[str, None]] = {}
    for shown in shown_tables(result):
        for table in shown.tables:
            if table.counted:
                titles.setdefault(table.counted, {})[shown.name] = None
    return [(sentence, "; ".join(names)) for sentence, names in titles.items()]
