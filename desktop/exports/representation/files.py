"""Every file of a representation, made from one object."""

from desktop.exports.representation.as_csv import representation_csv
from desktop.exports.representation.as_html import representation_html
from desktop.exports.representation.as_json import representation_json
from desktop.exports.representation.as_pdf import representation_pdf
from desktop.exports.representation.as_xlsx import representation_xlsx
from desktop.returns.representing.representation import Representation


def representation_files(shown: Representation) -> dict[str, bytes]:
    """Make the bytes of every file, by its name."""
    return {
        "represent.json": representation_json(shown),
        "represent.xlsx": representation_xlsx(shown),
        "represent.pdf": representation_pdf(shown),
        "represent.html": representation_html(shown),
        "represent.csv": representation_csv(shown),
    }
