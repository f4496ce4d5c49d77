"""Runs a long child process: its output line by line, a tick while it is silent, and its end together with ours."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread


def run_watched(
    command: list[str],
    on_line: Callable[[str | None], None],
    cwd: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> int:
    """Run `command` and return its exit code. `on_line` gets each line of its output, and None for a silent second.

    The child has a process group of its own: if this process is interrupted or told to end, its children end too.
    """
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    ) as process:
        try:
            for line in lines_and_ticks(process.stdout or ()):
                on_line(line)
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            raise
    return process.returncode


def lines_and_ticks(stream: Iterable[str], tick_seconds: float = 1.0) -> Iterator[str | None]:
    """The lines of `stream`, and None after each `tick_seconds` without one."""
    lines: SimpleQueue[str | None] = SimpleQueue()

    def read() -> None:
        with suppress(ValueError):  # the stream was closed: this process was interrupted and nobody listens
            for line in stream:
                lines.put(line)
        lines.put(None)

    Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=tick_seconds)
        except Empty:
            yield None
        else:
            if line is None:
                return
            yield line
