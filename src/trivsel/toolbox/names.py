"""What the axes of the grid are called."""

from django.utils.translation import gettext_lazy as _

from trivsel.domain.levels import Area, Level

LEVELS = {
    Level.INDIVIDUAL: _("Individual"),
    Level.GROUP: _("Group"),
    Level.LEADER: _("Leaders"),
    Level.ORGANISATION: _("Organisation"),
}
# The same four, as one who has never heard of them answers: who is it about?
WHOM = {
    Level.INDIVIDUAL: _("Me, or one of us"),
    Level.GROUP: _("Us who work together"),
    Level.LEADER: _("The leader, or the leaders"),
    Level.ORGANISATION: _("The whole workplace"),
}
AREAS = {
    Area.BALANCE: _("Balance between tasks and resources"),
    Area.WELLBEING: _("Wellbeing in everyday life"),
    Area.COMMUNITY: _("Community culture"),
}
# What brings people to the toolbox, in their own words; the keys stand in the tools' files.
BRINGS = {
    "too-much": _("Too many tasks, too little time"),
    "signs": _("Somebody is not well, perhaps me"),
    "talk": _("There is a talk that must be had"),
    "no-one-acts": _("We say it, and nothing happens"),
    "cooperation": _("Friction, or each for themselves"),
    "change": _("Something new: leader, order, organisation"),
    "energy": _("What gives strength, and what takes it"),
    "prevention": _("We want to be ahead of it"),
    "after": _("After sick leave or a hard time"),
}
# How a tool can be done. Every one can be printed, so that says nothing about it.
WAYS = {
    "solo": _("alone"),
    "pair": _("two together"),
    "group": _("in a group"),
    "org": _("across the workplace"),
    "read": _("to read"),
}
