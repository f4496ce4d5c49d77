"""The windows in which AWS may take a backup, of every day, or change a version, once a week. All times are UTC."""

import re
from dataclasses import dataclass
from typing import Any, Final

from rules.logic import Truth
from rules.values import UNKNOWN

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = 24 * 60  # minutes
_WEEK: Final = 7 * _DAY
_CLOCK: Final = r"([01]\d|2[0-3]):([0-5]\d)"
_DAILY: Final = re.compile(rf"{_CLOCK}-{_CLOCK}")
_WEEKLY: Final = re.compile(rf"({'|'.join(_DAYS)}):{_CLOCK}-({'|'.join(_DAYS)}):{_CLOCK}")


@dataclass(frozen=True)
class Window:
    """Minutes since Monday at midnight; it may go on past the end of the week."""

    start: int
    length: int

    def meets(self, other: "Window") -> bool:
        """Whether some minute is in both."""
        return (other.start - self.start) % _WEEK < self.length or (self.start - other.start) % _WEEK < other.length


def daily(text: Any) -> Window | None:
    """The window that a text such as ``04:00-05:00`` means, None where it is not written like that."""
    found = _DAILY.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    return Window(start, (end - start) % _DAY)


def weekly(text: Any) -> Window | None:
    """The window that a text such as ``sun:05:00-sun:06:00`` means, None where it is not written like that."""
    found = _WEEKLY.fullmatch(text.lower()) if isinstance(text, str) else None
    if found is None:
        return None
    start = _DAYS.index(found[1]) * _DAY + _minutes(found[2], found[3])
    end = _DAYS.index(found[4]) * _DAY + _minutes(found[5], found[6])
    return Window(start, (end - start) % _WEEK)


def apart(backup: Any, maintenance: Any) -> Truth:
    """Whether a daily and a weekly window never meet. Where one is not set, AWS picks one that fits."""
    if backup in (None, "") or maintenance in (None, ""):
        return True
    day, week = daily(backup), weekly(maintenance)
    if day is None or week is None:
        return UNKNOWN
    return not any(Window(day.start + n * _DAY, day.length).meets(week) for n in range(7))


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
