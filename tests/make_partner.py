"""A partner's folder of tools beside ours, and texts that would like to be script."""

from contextlib import contextmanager

from trivsel.toolbox import library, queries

SCRIPT = "</script><img src=x onerror=go()>\"'{{7}}"


def forget():
    """Let the files be read anew, as at a start."""
    for read in (library.tools, library.by_id, queries.tools, queries.grid):
        read.cache_clear()


@contextmanager
def beside_ours(settings, folder):
    """The folder is read beside ours, and forgotten afterwards."""
    settings.TOOL_FOLDERS = [str(folder)]
    forget()
    yield folder
    forget()


def with_script(value):
    """Every text in every language replaced by one that would like to be script."""
    if isinstance(value, list):
        return [with_script(part) for part in value]
    if isinstance(value, dict):
        return {
            name: SCRIPT
            if name in {"da", "en"} and isinstance(part, str)
            else with_script(part)
            for name, part in value.items()
        }
    return value
