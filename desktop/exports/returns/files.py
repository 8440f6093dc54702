"""Every file of a return, made from one object."""

from desktop.exports.returns.as_csv import return_csv, table_csvs
from desktop.exports.returns.as_html import return_html
from desktop.exports.returns.as_json import return_json
from desktop.exports.returns.as_pdf import return_pdf
from desktop.exports.returns.as_xlsx import return_xlsx
from desktop.returns.result import Return

TABLES = "tables"
"""The folder of the files that hold one table each."""


def return_files(result: Return) -> dict[str, bytes]:
    """Make the bytes of every file, by its name within the folder."""
    files = {
        "return.json": return_json(result),
        "return.pdf": return_pdf(result),
        "return.html": return_html(result),
        "return.xlsx": return_xlsx(result),
        "return.csv": return_csv(result),
    }
    return files | {f"{TABLES}/{name}": data for name, data in table_csvs(result).items()}
