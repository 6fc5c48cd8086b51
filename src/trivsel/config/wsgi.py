"""For any WSGI server: trivsel.config.wsgi:application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trivsel.config.settings")

from trivsel.config import web

application = web.application()
