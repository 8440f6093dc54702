"""What keeps a person safe and what stands around a case: everything of it that is added and opened."""

from desktop.ui.alerts.forms import ADDINGS as ALERTS
from desktop.ui.alerts.forms import OPENINGS as ALERTS_OPENED
from desktop.ui.attachments.forms import ADDINGS as ATTACHMENTS
from desktop.ui.attachments.forms import OPENINGS as ATTACHMENTS_OPENED
from desktop.ui.concerns.forms import ADDINGS as CONCERNS
from desktop.ui.concerns.forms import OPENINGS as CONCERNS_OPENED
from desktop.ui.contact_points.forms import ADDINGS as CONTACT_POINTS
from desktop.ui.contact_points.forms import OPENINGS as CONTACT_POINTS_OPENED
from desktop.ui.glass.forms import ADDINGS as GLASS
from desktop.ui.households.forms import ADDINGS as HOUSEHOLDS
from desktop.ui.households.forms import OPENINGS as HOUSEHOLDS_OPENED
from desktop.ui.involved_people.forms import ADDINGS as INVOLVED_PEOPLE
from desktop.ui.involved_people.forms import OPENINGS as INVOLVED_PEOPLE_OPENED
from desktop.ui.key_dates.forms import ADDINGS as KEY_DATES
from desktop.ui.key_dates.forms import OPENINGS as KEY_DATES_OPENED
from desktop.ui.lock_outs.forms import ADDINGS as LOCK_OUTS
from desktop.ui.people.about import Adding, Opening
from desktop.ui.reminders.forms import ADDINGS as REMINDERS
from desktop.ui.reminders.forms import OPENINGS as REMINDERS_OPENED

ADDINGS: tuple[Adding, ...] = (
    *CONCERNS,
    *ALERTS,
    *CONTACT_POINTS,
    *INVOLVED_PEOPLE,
    *KEY_DATES,
    *HOUSEHOLDS,
    *ATTACHMENTS,
    *REMINDERS,
    *GLASS,
    *LOCK_OUTS,
)
"""In the order of the menu: what is pressing first, what is seldom needed last."""
OPENINGS: tuple[Opening, ...] = (
    *CONCERNS_OPENED,
    *ALERTS_OPENED,
    *CONTACT_POINTS_OPENED,
    *INVOLVED_PEOPLE_OPENED,
    *KEY_DATES_OPENED,
    *HOUSEHOLDS_OPENED,
    *ATTACHMENTS_OPENED,
    *REMINDERS_OPENED,
)
