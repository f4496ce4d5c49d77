"""What set-up shows while it works: on a terminal one line that changes, elsewhere a line now and then."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

# Seconds between two lines where they stay on the page (a CI log). A guess: often enough to see that it lives.
LINE_EVERY_SECONDS = 15.0
# Seconds between two repaints on a terminal.
REPAINT_EVERY_SECONDS = 0.2


class Progress:
    """Writes to standard error, so that standard output stays free for what a command answers."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds; tests hand in their own."""
        self._stream = stream or sys.stderr
        self._clock = clock
        self._terminal = self._stream.isatty()
        self._started = clock()
        self._next = self._started
        self._painted = False

    def step(self, text: str) -> None:
        """Begin a step: a line that stays, and the clock starts anew."""
        self._wipe()
        print(f"floodgate: {text}", file=self._stream, flush=True)
        self._started = self._clock()
        self._next = self._started + (0.0 if self._terminal else LINE_EVERY_SECONDS)

    def update(self, text: str) -> None:
        """Say how far the step is. Called as often as one likes; most calls write nothing."""
        now = self._clock()
        if now < self._next:
            return
        line = f"floodgate:   {text}, {now - self._started:.0f} s"
        if self._terminal:
            self._next = now + REPAINT_EVERY_SECONDS
            self._painted = True
            print(f"\r\x1b[K{line}", end="", file=self._stream, flush=True)
        else:
            self._next = now + LINE_EVERY_SECONDS
            print(line, file=self._stream, flush=True)

    def done(self, text: str) -> None:
        """End the step with a line that says what came of it and how long it took."""
        self._wipe()
        print(f"floodgate:   {text}, {self._clock() - self._started:.0f} s", file=self._stream, flush=True)

    def _wipe(self) -> None:
        if self._painted:
            print("\r\x1b[K", end="", file=self._stream, flush=True)
            self._painted = False
