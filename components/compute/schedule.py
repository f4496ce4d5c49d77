"""Numbers of tasks by the clock, for load that is known beforehand: mornings, sales, the end of the month.

Target tracking needs some minutes to see a load and some more to start tasks; who knows the hour starts them earlier.
Between two hours target tracking goes on, within the limits of the last one. Everything here is a calculation.
"""

import re
from dataclasses import dataclass

# minute, hour, day of the month, month, day of the week, year
_CRON = re.compile(r"[\d*/,-]+ [\d*/,-]+ [\d*/,?LW-]+ [\dA-Z*/,-]+ [\dA-Z*/,?#L-]+ [\d*/,-]+")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ZONE = re.compile(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)*")


@dataclass(frozen=True, kw_only=True)
class ScheduledCapacity:
    """Between which numbers a service scales from some hour on, until the next one takes over."""

    # What the hour is called, in lower-case words: ``weekday-morning``. It becomes part of a name.
    name: str
    # When, as six fields: minute, hour, day of the month, month, day of the week, year; one of the days is ``?``.
    # ``0 6 ? * MON-FRI *`` is six o'clock on weekdays.
    cron: str
    # Fewest tasks from then on.
    min_tasks: int
    # Most tasks from then on.
    max_tasks: int
    # Time zone of the fields, by its IANA name; where there is summer time, a zone follows it and UTC does not.
    timezone: str = "UTC"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"the schedule's name {self.name!r} must be lower-case words and hyphens: rename it")
        if not _CRON.fullmatch(self.cron) or self.cron.split().count("?") != 1:
            raise ValueError(
                f"the schedule {self.name} has the cron fields {self.cron!r}: write minute, hour, day of the month,"
                " month, day of the week and year, with ? for one of the days, as in 0 6 ? * MON-FRI *"
            )
        if not _ZONE.fullmatch(self.timezone):
            raise ValueError(
                f"the time zone {self.timezone!r} of the schedule {self.name} is none: write Europe/Berlin"
            )
        if not 1 <= self.min_tasks <= self.max_tasks:
            raise ValueError(
                f"the schedule {self.name} scales between {self.min_tasks} and {self.max_tasks} tasks: give at least 1,"
                " and no maximum below the minimum"
            )
