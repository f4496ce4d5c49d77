"""A long child: its output, its silence and its end."""

import os
import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline.toolchain.child import lines_and_ticks, run_watched


def test_the_output_comes_line_by_line_and_the_exit_code_last() -> None:
    lines: list[str | None] = []
    assert (
        run_watched(["sh", "-c", "echo $ONE; pwd >&2; exit 3"], lines.append, Path("/"), {**os.environ, "ONE": "1"})
        == 3
    )
    assert lines == ["1\n", "/\n"]


def test_silence_gives_ticks() -> None:
    def slow() -> Iterator[str]:
        yield "one"
        time.sleep(0.05)
        yield "two"

    seen = list(lines_and_ticks(slow(), tick_seconds=0.01))
    assert [line for line in seen if line] == ["one", "two"]
    assert None in seen


def test_whatever_ends_this_process_ends_the_children_of_the_child(tmp_path: Path) -> None:
    fifo = tmp_path / "held open by the grandchild"
    os.mkfifo(fifo)

    def interrupt(line: str | None) -> None:
        raise KeyboardInterrupt

    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(reader, "rb") as held:
        with pytest.raises(KeyboardInterrupt):
            run_watched(["sh", "-c", f"{{ echo ready; exec sleep 60; }} 3>'{fifo}' & wait"], interrupt)
        ended, _, _ = select.select([held], [], [], 10)
        assert ended
        assert held.read() == b""  # the end of the file: nobody has it open for writing any more


def test_a_stream_that_is_closed_while_it_is_read_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    def closed() -> Iterator[str]:
        yield "one"
        raise ValueError("I/O operation on closed file.")

    assert list(lines_and_ticks(closed())) == ["one"]
    assert capfd.readouterr().err == ""
