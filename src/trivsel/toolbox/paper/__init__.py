"""Empty tools as PDF, and the pictures others show of a link: made ahead, by another process.

The web process only hands out what lies on the ``shelf``. The job process has ``typesetting``
run when something is missing there, and that alone loads Typst.
"""
