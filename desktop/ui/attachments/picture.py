"""A picture kept with a person, shown inside the program: nothing is written anywhere for it."""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.words import named, problem, translate

_WIDEST, _HIGHEST = 420, 520  # pixels at 100 %


def picture(content: bytes, name: str) -> QWidget:
    """Draw a picture as the panel has room; one that cannot be drawn is said to be so."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    room = QSize(look().px(_WIDEST), look().px(_HIGHEST))
    size = reader.size()
    if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        words = translate("Attachment", "This picture cannot be shown. Save a copy to open it elsewhere.")
        return problem(words)
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(image))
    named(label, translate("Attachment", "Picture: %1").replace("%1", name))
    return label
