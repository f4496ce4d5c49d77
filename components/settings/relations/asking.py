"""How relations are asked."""

from collections.abc import Callable, Iterable, Iterator

from components.settings.mistakes import Mistake

# What a relation yields.
Mistakes = Iterator[Mistake]


def when(relation: Callable[..., Mistakes], *values: object) -> Iterable[Mistake]:
    """The mistakes that ``relation`` finds in ``values``, if all of them are there."""
    return () if any(value is None for value in values) else relation(*values)
