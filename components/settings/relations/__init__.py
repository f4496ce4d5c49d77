"""What must fit together in a stack file.

Each relation is a function of the values that it relates, and is asked only when all of them are right by themselves.
It yields the mistakes that it finds, at the value that the reader most likely wants to change.
"""

from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations import data, edge, names, network, programs, queues, regions, services

_SUBJECTS = (names, regions, network, programs, edge, services, queues, data)


def check(draft: Draft) -> list[Mistake]:
    """All that contradicts something else."""
    return [mistake for subject in _SUBJECTS for mistake in subject.check(draft)]
