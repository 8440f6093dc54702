"""Copying what is nobody else's business: it leaves the clipboard again by itself."""

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS_KEPT = 20
_NOT_FOR_HISTORIES = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "x-kde-passwordManagerHint": b"secret",
    "org.nspasteboard.ConcealedType": b"1",
}


def copy_for_a_while(text: str) -> None:
    """Put a secret on the clipboard, out of its histories, and take it off after 20 seconds."""
    kept = QMimeData()
    kept.setText(text)
    for form, mark in _NOT_FOR_HISTORIES.items():
        kept.setData(form, QByteArray(mark))
    QGuiApplication.clipboard().setMimeData(kept)
    QTimer.singleShot(SECONDS_KEPT * 1000, lambda: forget(text))


def forget(text: str) -> None:
    """Empty the clipboard if it still holds this text."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
