"""Figures between two bounds, for capacity rules: an unknown one lies anywhere from zero to infinity."""

from dataclasses import dataclass
from math import floor, inf

from rules.logic import Truth
from rules.values import UNKNOWN, Unknown


@dataclass(frozen=True)
class Span:
    """A figure that is surely ``least``, and at most ``most``. They are the same when it is known."""

    least: float
    most: float

    def __add__(self, other: "Span") -> "Span":
        return Span(self.least + other.least, self.most + other.most)

    def __mul__(self, other: "Span") -> "Span":
        return Span(_product(self.least, other.least), _product(self.most, other.most))

    def floor(self) -> "Span":
        """Whole ones of it."""
        return Span(floor(self.least), floor(self.most) if self.most < inf else inf)

    def fits(self, limit: "Span") -> Truth:
        """Whether it stays within a limit."""
        if self.most <= limit.least:
            return True
        return False if self.least > limit.most else UNKNOWN


NOTHING = Span(0, 0)
ANYTHING = Span(0, inf)


def known(value: float) -> Span:
    """A figure that is certain."""
    return Span(value, value)


def span(value: float | Unknown | None) -> Span:
    """A figure as it was read; what is unknown, missing or below zero is anything."""
    return ANYTHING if value is UNKNOWN or value is None or value < 0 else known(value)


def either(*spans: Span) -> Span:
    """One of these, whichever it is."""
    return Span(min(one.least for one in spans), max(one.most for one in spans)) if spans else ANYTHING


def _product(one: float, other: float) -> float:
    return 0 if 0 in (one, other) else one * other  # of nothing there is nothing, also of infinitely many
