"""Daily and weekly windows, as AWS takes them."""

import pytest

from components.windows import check_windows


@pytest.mark.parametrize(
    ("daily", "weekly"),
    [
        ("04:00-05:00", "sun:05:00-sun:06:00"),  # the article's: one ends as the other begins
        ("04:00-05:00", "sun:03:00-sun:04:00"),
        ("23:30-00:30", "sun:22:30-sun:23:30"),
        ("23:30-00:30", "mon:00:30-mon:01:30"),
        ("04:00-05:00", "sun:23:30-mon:00:30"),
    ],
)
def test_windows_that_do_not_meet_are_accepted(daily: str, weekly: str) -> None:
    check_windows(daily=daily, weekly=weekly, least_minutes=60)


@pytest.mark.parametrize(
    ("daily", "weekly"),
    [
        ("04:00-05:00", "sun:04:30-sun:05:30"),
        ("04:00-05:00", "sun:03:00-sun:04:01"),
        ("04:00-05:00", "sun:02:00-sun:08:00"),
        ("03:00-09:00", "sun:04:00-sun:05:00"),
        ("23:30-00:30", "mon:00:00-mon:01:00"),  # Sunday's backup goes on into Monday
        ("00:00-01:00", "sun:23:30-mon:00:30"),
        ("04:00-05:00", "sat:22:00-sun:22:00"),
    ],
)
def test_windows_that_meet_on_any_day_are_refused(daily: str, weekly: str) -> None:
    with pytest.raises(ValueError, match="overlaps the weekly window"):
        check_windows(daily=daily, weekly=weekly, least_minutes=60)


@pytest.mark.parametrize(
    ("daily", "weekly", "words"),
    [
        ("4:00-5:00", "sun:05:00-sun:06:00", "write it like 04:00-05:00"),
        ("04:00-24:00", "sun:05:00-sun:06:00", "daily window '04:00-24:00' cannot be read"),
        ("04:00-05:00", "05:00-06:00", "write it like sun:05:00-sun:06:00"),
        ("04:00-05:00", "sunday:05:00-sunday:06:00", "cannot be read"),
        ("04:00-04:30", "sun:05:00-sun:06:00", "'04:00-04:30' is 30 minutes long, AWS asks for 60"),
        ("04:00-05:00", "sun:05:00-sun:05:30", "'sun:05:00-sun:05:30' is 30 minutes long"),
        ("04:00-04:00", "sun:05:00-sun:06:00", "0 minutes long"),
    ],
)
def test_windows_that_cannot_be_read_or_are_too_short_are_refused(daily: str, weekly: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_windows(daily=daily, weekly=weekly, least_minutes=60)
