"""The windows in which AWS may take a backup or change a version: of the day, and of the week. All times are UTC.

A database that is backed up while it is patched does neither well, and AWS refuses windows that overlap.
"""

import re
from dataclasses import dataclass

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60  # minutes
_WEEK = 7 * _DAY
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_DAILY = re.compile(rf"{_CLOCK}-{_CLOCK}")
_WEEKLY = re.compile(rf"({'|'.join(_DAYS)}):{_CLOCK}-({'|'.join(_DAYS)}):{_CLOCK}")


@dataclass(frozen=True, kw_only=True)
class _Window:
    """Minutes since Monday at midnight; it may go on past the end of the week."""

    start: int
    length: int

    def meets(self, other: "_Window") -> bool:
        return (other.start - self.start) % _WEEK < self.length or (self.start - other.start) % _WEEK < other.length


def check_windows(*, daily: str, weekly: str, least_minutes: int) -> None:
    """Refuse a daily window for backups and a weekly one for maintenance that AWS would not take.

    Args:
        daily: such as ``04:00-05:00``.
        weekly: such as ``sun:05:00-sun:06:00``.
        least_minutes: the shortest that the service accepts.

    Raises:
        ValueError: one is written wrongly or too short, or the two overlap; the text says what to do.
    """
    day, week = _daily(daily), _weekly(weekly)
    for text, window in ((daily, day), (weekly, week)):
        if window.length < least_minutes:
            raise ValueError(
                f"the window {text!r} is {window.length} minutes long, AWS asks for {least_minutes}: widen it"
            )
    if any(_Window(start=day.start + n * _DAY, length=day.length).meets(week) for n in range(7)):
        raise ValueError(
            f"the daily window {daily!r} overlaps the weekly window {weekly!r}: move one of them, AWS refuses both"
        )


def _daily(text: str) -> _Window:
    found = _DAILY.fullmatch(text)
    if found is None:
        raise ValueError(f"the daily window {text!r} cannot be read: write it like 04:00-05:00, in UTC")
    start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    return _Window(start=start, length=(end - start) % _DAY)


def _weekly(text: str) -> _Window:
    found = _WEEKLY.fullmatch(text)
    if found is None:
        raise ValueError(f"the weekly window {text!r} cannot be read: write it like sun:05:00-sun:06:00, in UTC")
    start = _DAYS.index(found[1]) * _DAY + _minutes(found[2], found[3])
    end = _DAYS.index(found[4]) * _DAY + _minutes(found[5], found[6])
    return _Window(start=start, length=(end - start) % _WEEK)


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
