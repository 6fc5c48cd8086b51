"""For any ASGI server: trivsel.config.asgi:application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trivsel.config.settings")

from trivsel.config import front, web

application = front.Front(web.application())
