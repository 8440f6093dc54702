"""What of a number may stand in a file, and whom and what it counts: every file of a return asks here."""

from desktop.returns.result import Cell, Status, Table


def published_value(cell: Cell) -> int | float | None:
    """Give the number as published: nothing for one that is hidden, whatever the cell still holds."""
    return None if cell.status is Status.HIDDEN else cell.value


def unit_of(table: Table, row: int, column: int) -> str:
    """Say what a number of the table is counted or measured in; nothing of a plain number typed in."""
    of_row, of_column = table.rows.items[row], table.columns.items[column]
    of_table = "" if table.entered else table.unit
    return table.cells[row][column].unit or of_row.unit or of_column.unit or of_table


def population_of(table: Table, row: int, column: int) -> str:
    """Say who is counted at a place of the table."""
    return table.rows.items[row].population or table.columns.items[column].population or table.population
