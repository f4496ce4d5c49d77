"""How far the database was after a write: what a user has to see from then on, handed around in a cookie."""

import re
import time
from dataclasses import dataclass
from typing import Final

WINDOW_SECONDS: Final = 5.0
"""Seconds for which a user's reads wait for his write: five times what the alarm on replica lag allows (guess)."""

_TEXT: Final = re.compile(r"((?P<high>[0-9A-F]{1,8})-(?P<low>[0-9A-F]{1,8}))?_(?P<until>[0-9]{1,15})", re.ASCII)


@dataclass(frozen=True)
class Position:
    """Reads that come after a write: they go to the writer until a replica has it, and no longer than ``until``."""

    lsn: str
    """Where the write-ahead log was, like ``0/16B3748``; empty where the server does not tell (Aurora)."""
    until: float
    """Epoch seconds after which any replica will do."""

    @classmethod
    def now(cls, lsn: str) -> "Position":
        """The position of a write that was committed just now."""
        return cls(lsn, time.time() + WINDOW_SECONDS)

    @property
    def over(self) -> bool:
        """Whether any replica will do."""
        return time.time() >= self.until

    def encode(self) -> str:
        """A cookie's value: letters, digits, ``-`` and ``_``."""
        return f"{self.lsn.replace('/', '-')}_{int(self.until * 1000)}"

    @classmethod
    def decode(cls, text: str) -> "Position | None":
        """The position in a cookie, none in one that is over or was tampered with.

        Who makes one up gets his own reads from the writer, and for no longer than after a write.
        """
        found = _TEXT.fullmatch(text)
        if found is None:
            return None
        lsn = f"{found['high']}/{found['low']}" if found["high"] else ""
        position = cls(lsn, min(int(found["until"]) / 1000, time.time() + WINDOW_SECONDS))
        return None if position.over else position
