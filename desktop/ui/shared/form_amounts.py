"""What amounts are typed into: money with its pounds, hours, whole numbers; kept in hundredths."""

from PySide6.QtCore import QSize, Qt

from desktop.domain.amounts import parse_amount
from desktop.errors import BadInputError
from desktop.ui.shared.form_answers import Value
from desktop.ui.shared.form_fields import Amount
from desktop.ui.shared.form_inputs import LineInput
from desktop.ui.shared.look import look

_MOST = 24
_LEAST = 84  # pixels at 100 %: "£123,456.00"


class AmountInput(LineInput):
    """A number at the right of its line, as numbers stand below each other."""

    def __init__(self, spec: Amount) -> None:
        super().__init__(spec, most=_MOST)
        self._spec = spec
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> Value:
        """Read the amount in hundredths; nothing typed is not nought."""
        return parse_amount(self.typed(), whole=self._spec.whole, money=self._spec.money)

    def readable(self) -> int | None:
        """Give what can be read of it so far, for sums that follow the typing."""
        try:
            return parse_amount(self.typed(), whole=self._spec.whole, money=self._spec.money)
        except BadInputError:
            return None

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for room for an amount, no more."""
        return QSize(look().px(_LEAST), super().minimumSizeHint().height())
