"""What set-up shows: one line that changes on a terminal, a line now and then elsewhere."""

import io

from offline.toolchain.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_elsewhere_a_line_comes_now_and_then() -> None:
    stream, clock = io.StringIO(), _Clock()
    progress = Progress(stream, clock)
    progress.step("building")
    for clock.seconds in (1, 14, 15, 16, 29, 31):
        progress.update(f"{clock.seconds} packages")
    clock.seconds = 40
    progress.done("built")
    assert stream.getvalue().splitlines() == [
        "floodgate: building",
        "floodgate:   15 packages, 15 s",
        "floodgate:   31 packages, 31 s",
        "floodgate:   built, 40 s",
    ]


def test_on_a_terminal_one_line_is_painted_over() -> None:
    stream, clock = _Terminal(), _Clock()
    progress = Progress(stream, clock)
    progress.step("building")
    for clock.seconds in (0, 0.1, 1):
        progress.update("packages")
    progress.done("built")
    wiped = "\r\x1b[K"
    assert stream.getvalue() == (
        "floodgate: building\n"
        f"{wiped}floodgate:   packages, 0 s{wiped}floodgate:   packages, 1 s"
        f"{wiped}floodgate:   built, 1 s\n"
    )
