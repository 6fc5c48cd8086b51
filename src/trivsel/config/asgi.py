"""The front of the one embedded web process: requests go on to Django's WSGI application.

Django under ASGI costs several times the processor time of WSGI, so only what must stay open
(live streams, when they come) will be answered here; all else is handed to threads.
"""

import os

from a2wsgi import WSGIMiddleware

from trivsel.config.wsgi import application as django

THREADS = int(os.environ.get("TRIVSEL_THREADS", "8"))

# a2wsgi names the keys of an environ one by one, Django takes any.
application = WSGIMiddleware(django, workers=THREADS)  # type: ignore[arg-type]
