"""The program as it is started: it serves, stops with all it began, says what is wrong."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from trivsel.config import cli, up
from trivsel.domain.refusal import Refused

COMMAND = [sys.executable, "-u", "-m", "trivsel.config.cli"]


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder for the module: the first start prepares it, the next ones are quick."""
    return tmp_path_factory.mktemp("up") / "data"


def environment(**more):
    """As a new user has it: no setting of Trivsel's."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRIVSEL_", "DJANGO_"))}
    return {**kept, **more}


@contextmanager
def running(data, port, **more):
    """The program, from the line that says it is ready."""
    command = [*COMMAND, "up", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(
        command,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as web:
        try:
            told = []
            while "Trivsel is ready" not in "".join(told):
                line = web.stdout.readline()
                assert line, f"it ended before it was ready:\n{''.join(told)}"
                told.append(line)
            yield web
        finally:
            with suppress(ProcessLookupError):
                os.killpg(web.pid, signal.SIGKILL)


def children(process):
    found = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def get(url):
    """The page; the port opens a moment after the program says it is ready."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.headers, answer.read().decode()
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at {url}")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_pages_and_stops_with_both_processes(data, port, how):
    with running(data, port) as web:
        headers, page = get(f"http://localhost:{port}/da/")
        [jobs] = children(web)

        web.send_signal(how)
        rest, _ = web.communicate(timeout=20)

        assert "<h1" in page
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert web.returncode == 0
        assert "Trivsel has stopped." in rest
        assert "Traceback" not in rest
        assert not is_alive(jobs)


def descendants(process):
    """The processes below the job process, once there is one: it sets paper."""
    [jobs] = children(process)
    for _ in range(600):
        if found := children(SimpleNamespace(pid=jobs)):
            return found
        time.sleep(0.05)
    raise AssertionError("no paper is being set")


def test_a_page_comes_before_paper_is_set_and_both_stop_together(tmp_path, port):
    """With a data folder of its own: nothing is set there yet."""
    with running(tmp_path / "data", port) as web:
        below = descendants(web)
        _, page = get(f"http://localhost:{port}/da/")
        full = list((tmp_path / "data" / "paper").glob("*/full"))

        web.send_signal(signal.SIGTERM)
        rest, _ = web.communicate(timeout=20)

    assert "<h1" in page
    assert full == []
    assert "Traceback" not in rest
    assert not any(is_alive(pid) for pid in below)


def test_files_are_named_by_their_content_and_kept_for_long(data, port):
    with running(data, port):
        _, page = get(f"http://localhost:{port}/en/")
        styles = re.findall(r'href="(/static/[^"]+\.css)"', page)

        assert styles
        for style in styles:
            headers, text = get(f"http://localhost:{port}{style}")
            assert re.search(r"\.[0-9a-f]{12}\.css$", style)
            assert "immutable" in headers["Cache-Control"]
            assert headers["Content-Type"].startswith("text/css")
            assert text


def test_a_port_that_is_taken_is_said_before_anything_is_prepared(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [*COMMAND, "up", "--port", str(port), "--data", str(tmp_path / "data")]
        ended = subprocess.run(
            command, env=environment(), capture_output=True, text=True, check=False
        )

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == (
        f"Port {port} is taken by another program; choose one with --port.\n"
    )
    assert not (tmp_path / "data" / "people.sqlite3").exists()


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("localhost", 99_999, "There is no port 99999"),
        ("192.0.2.1", 8000, "Nothing can be served at"),
        ("no such host", 8000, "Nothing can be served at"),
    ],
)
def test_an_address_that_is_none_of_ours_is_refused(host, port, said):
    with pytest.raises(Refused, match=said):
        up.ask_for(host, port)


def test_a_free_port_is_not_refused(port):
    up.ask_for("localhost", port)


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    command = [*COMMAND, "doctor", "--data", str(tmp_path / "file" / "data")]

    ended = subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith("The data folder cannot be used (")
    assert ended.stderr.endswith("choose one with --data.\n")
    assert ended.stderr.count("\n") == 1


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_said_in_one_sentence(
    settings, tmp_path, capsys
):
    tmp_path.chmod(0o500)
    settings.DATA = tmp_path

    assert cli.main(["user", "list"]) == 1

    assert "cannot be written to; choose one with --data" in capsys.readouterr().err


def test_jobs_that_do_not_end_are_ended(monkeypatch):
    monkeypatch.setattr(up, "PATIENCE_SECONDS", 0.05)
    deaf = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('ready', flush=True); signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as jobs:
        jobs.stdout.readline()

        up.end(jobs)

        assert jobs.returncode == -signal.SIGKILL


def test_the_data_folder_of_tests_is_their_own(settings):
    assert settings.DATA.parts[-2:] == ("data", "tests")
    assert Path(settings.DATA) not in Path(settings.KEYS).parents
