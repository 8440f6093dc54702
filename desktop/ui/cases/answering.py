"""What a person said to support: when it was explained to them, and whether they want it."""

from datetime import date
from functools import partial

from desktop.errors import AlongsideError, StaleVersionError
from desktop.queries.people import PersonDetails, ReferralLine, person_details
from desktop.services.referrals import answer_offer, explain_support
from desktop.ui.cases.asked import NO_ANSWER, answer_spec
from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import NO, YES, FormAnswers
from desktop.ui.shared.opened import the_one
from desktop.ui.shared.saving import Work


def _values(referral: ReferralLine, today: date) -> dict[str, object]:
    said = {True: YES, False: NO, None: None}[referral.accepted]
    return {
        "explained": referral.offered_on or today,
        "said": said,
        "answered": referral.answered_on or today,
    }


class AnsweringForm(Form):
    """Writes down what they said; if somebody else did so meanwhile, both are settled."""

    def __init__(self, about: AboutPerson, referral: ReferralLine) -> None:
        self._about, self._referral = about, referral
        values = _values(referral, about.today)
        super().__init__(answer_spec(referral), values, today=about.today, with_title=False)
        keep_drafts(self, about.drafts, form_name="answer", record_id=referral.referral_id)
        self.answered.connect(self._write)

    def _write(self, answers: FormAnswers) -> None:
        work = self._work(answers)
        self._about.tasks.write(self, work, lambda _: self.saved(), otherwise=self._meet_refusal)

    def _work(self, answers: FormAnswers) -> Work[None]:
        explained, said = answers.needed_day("explained"), answers.needed_code("said")
        about, referral = self._about, self._referral
        if said == NO_ANSWER:
            return partial(
                explain_support,
                actor=about.actor,
                referral_id=referral.referral_id,
                version=referral.version,
                on=explained,
            )
        return partial(
            answer_offer,
            actor=about.actor,
            referral_id=referral.referral_id,
            version=referral.version,
            accepted=said == YES,
            on=answers.needed_day("answered"),
            explained_on=explained,
        )

    def _meet_refusal(self, error: AlongsideError) -> None:
        if not isinstance(error, StaleVersionError):
            self.refuse(error)
            return
        about = self._about
        work = partial(person_details, actor=about.actor, person_id=about.person_id, code_lists=about.lists)
        about.tasks.read(self, work, self._meet_theirs, otherwise=self.refuse)

    def _meet_theirs(self, person: PersonDetails) -> None:
        of_it = [one for one in person.referrals if one.referral_id == self._referral.referral_id]
        self._referral = the_one(of_it)
        self.meet_newer(_values(self._referral, self._about.today))
