"""What the axes of the grid are called."""

from django.utils.translation import gettext_lazy as _

from trivsel.domain.levels import Area, Level

LEVELS = {
    Level.INDIVIDUAL: _("Individual"),
    Level.GROUP: _("Group"),
    Level.LEADER: _("Leaders"),
    Level.ORGANISATION: _("Organisation"),
}
AREAS = {
    Area.BALANCE: _("Balance between tasks and resources"),
    Area.WELLBEING: _("Wellbeing in everyday life"),
    Area.COMMUNITY: _("Community culture"),
}
