"""Start a program on this machine, and read what the kernel says it used."""

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """Processor seconds, and the most memory held at once, in megabytes."""

    seconds: float
    peak: float


class Program:
    """A program and the processes it starts; stopped when the block ends."""

    def __init__(self, command: list[str], *, port: int, environment: dict[str, str]) -> None:
        self.command, self.port = command, port
        self.environment = {**os.environ, **environment}

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 120
        while not answers(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.command[0]} did not come up on port {self.port}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    @property
    def web(self) -> Used:
        return used(self.process.pid)

    @property
    def children(self) -> list[Used]:
        pid = self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [used(int(child)) for child in listed.split()]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def used(pid: int) -> Used:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return Used(
        (int(after_name[11]) + int(after_name[12])) / TICKS, int(peak.split()[1]) / 1024
    )


def machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    return f"{os.cpu_count()} cores, {model}"
