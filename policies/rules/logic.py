"""Logic with three values: true, false and UNKNOWN. A sentence that does not hang on what is unknown is decided."""

from collections.abc import Callable, Iterable
from typing import Any

from rules.values import UNKNOWN, Unknown

Truth = bool | Unknown


def every(truths: Iterable[Truth]) -> Truth:
    """False when one is false, else UNKNOWN when one is unknown, else true: also of nothing."""
    found = list(truths)
    if any(truth is False for truth in found):
        return False
    return UNKNOWN if UNKNOWN in found else True


def some(truths: Iterable[Truth]) -> Truth:
    """True when one is true, else UNKNOWN when one is unknown, else false: also of nothing."""
    found = list(truths)
    if any(truth is True for truth in found):
        return True
    return UNKNOWN if UNKNOWN in found else False


def negate(truth: Truth) -> Truth:
    """The opposite; of UNKNOWN it is UNKNOWN."""
    return UNKNOWN if truth is UNKNOWN else not truth


def implies(condition: Truth, consequence: Truth) -> Truth:
    """True when the condition is false or the consequence true."""
    return some([negate(condition), consequence])


def holds(test: Callable[..., bool], *values: Any) -> Truth:
    """What ``test`` says of the values, UNKNOWN when one of them is unknown or missing (None)."""
    return UNKNOWN if any(value is UNKNOWN or value is None for value in values) else test(*values)


def equals(value: Any, *wanted: Any) -> Truth:
    """Whether a value is one of those wanted. An object or a list can stand for none but None: of it nobody knows."""
    misplaced = isinstance(value, dict | list) and wanted != (None,)
    return UNKNOWN if value is UNKNOWN or misplaced else value in wanted


def agreed(truths: Iterable[Truth]) -> Truth:
    """What all alternatives say, UNKNOWN when they differ or there is none."""
    found = set(truths)
    return found.pop() if len(found) == 1 else UNKNOWN
