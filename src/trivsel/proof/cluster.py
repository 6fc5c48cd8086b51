"""A PostgreSQL of a proof's own in a temporary folder, so that it may be killed outright."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

PROGRAMS = Path("/usr/lib/postgresql")  # where Debian keeps them, off PATH
USER = "postgres"
PATIENCE_SECONDS = 60
ADMINISTRATION = "postgres"  # the database that is always there


def programs() -> Path | None:
    """The folder of the newest server's programs."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def why_not() -> str:
    """Why no server can be started here; empty if one can."""
    if programs() is None:
        return "the programs of a PostgreSQL server (initdb) are not installed"
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL does not run as root, and runuser is not installed"
    return ""


class Cluster:
    """One server with its files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "server"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        self.do("initdb", "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-locale")
        self.start()

    def do(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs on our folder.

        Raises:
            CalledProcessError: It did not do it.
        """
        found = programs()
        assert found  # noqa: S101 - why_not has asked
        command = [str(found / program), "-D", str(self.data), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", USER, "--", *command]
        with (self.folder / "said").open("ab") as said:
            subprocess.run(  # noqa: S603 - the server's own programs
                command, cwd=self.folder, stdout=said, stderr=said, check=True
            )

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1"
            f" -c unix_socket_directories={self.folder} -c log_min_messages=panic"
        )
        before = time.monotonic()
        while True:
            try:
                # Those of a killed server that are still on their way out keep its memory.
                self.do("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", options)
            except subprocess.CalledProcessError:
                if time.monotonic() - before > PATIENCE_SECONDS:
                    raise
            else:
                return

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.do("pg_ctl", "stop", "-m", "immediate")

    def address(self, database: str = ADMINISTRATION) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def order(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def backends(self, database: str) -> list[int]:
        """The server's processes that work for a database."""
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self.address()) as connection:
            return [row[0] for row in connection.execute(asked, [database])]

    def kill(self) -> None:
        """Kill all of the server's processes; ``start`` then recovers from the files."""
        main = int((self.data / "postmaster.pid").read_text("ascii").split()[0])
        for process in [main, *children(main)]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def children(of: int) -> Sequence[int]:
    listed = Path(f"/proc/{of}/task/{of}/children").read_text("ascii")
    return [int(number) for number in listed.split()]


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Make a server; it and its files are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="trivsel-cluster-") as folder:
        made = Cluster(Path(folder))
        try:
            yield made
        finally:
            made.stop()
