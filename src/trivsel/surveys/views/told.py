"""Say to the person how a step went, in one way everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from trivsel.domain.refusal import Refused


@contextmanager
def told(request: HttpRequest, done: str = "") -> Iterator[None]:
    """Tell what was done; or, where a rule said no, its reason. Nothing half done is kept."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
