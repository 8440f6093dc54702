"""A passphrase of one's own, judged while it is typed, and typed twice."""

from PySide6.QtWidgets import QWidget

from desktop.ui.shared.fields import Field, Passphrase
from desktop.ui.shared.layouts import column
from desktop.ui.shared.strength import Judge, StrengthMeter
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import small


class NewPassphrase(QWidget):
    """Two lines and a judgement; ``check`` says whether the passphrase can be used."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self._judge = judge
        self.about: tuple[str, ...] = ()  # names that anybody would try first
        self.passphrase = Passphrase()
        self._again = Passphrase()
        self._meter = StrengthMeter()
        self._capitals = small(self.tr("Capital letters are locked (Caps Lock)."))
        self._capitals.hide()
        self._field = Field(self.tr("Passphrase"), self.passphrase, below=self._meter)
        self._again_field = Field(self.tr("The same again"), self._again, below=self._capitals)
        self.passphrase.input.textEdited.connect(self._judge_it)
        for line in (self.passphrase, self._again):
            line.capitals.connect(self._capitals.setVisible)
        self.setLayout(column(self._field, self._again_field, space=Space.XL))

    def _judge_it(self, typed: str) -> None:
        self._field.be_content()
        self._meter.show_judgement(self._judge(typed, self.about) if typed else None)

    def check(self) -> bool:
        """Say whether the passphrase is good enough and was typed the same twice; if not, why."""
        self._field.be_content()
        self._again_field.be_content()
        typed = self.passphrase.text()
        judgement = self._judge(typed, self.about)
        if not judgement.good_enough:
            self._field.complain(judgement.sentence)
        elif not self._again.text():
            self._again_field.complain(self.tr("Type it once more, to be sure of it."))
        elif self._again.text() != typed:
            self._again_field.complain(self.tr("The two are not the same. Type it again."))
        return not (self._field.complaint or self._again_field.complaint)
