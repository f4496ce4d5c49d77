"""The task sizes that Fargate has.

Source: docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html, read on 2026-11-24; the row of
32 vCPU as pulumi-awsx has it (`fargateMemoryAndCpu.ts`), which quotes the same page.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rules.resource import number
from rules.values import Unknown

# CPU units, 1024 to a vCPU, and MiB.
MEMORY: Final[Mapping[int, Sequence[int]]] = {
    256: (512, 1024, 2048),
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
    32768: (61440, 122880, 249856),
}

_WITH_UNIT: Final = re.compile(r"\s*(?P<figure>\d+(?:\.\d+)?|\.\d+)\s*(?:vcpu|gb)\s*", re.IGNORECASE)


def units(value: Any) -> float | Unknown | None:
    """CPU units or MiB: of a number, or of a text such as `.5 vCPU` or `1 GB`. None where nothing is set."""
    if isinstance(value, str) and (match := _WITH_UNIT.fullmatch(value)):
        return 1024 * float(match["figure"])
    return number(value)


def exists(cpu: float, memory: float) -> bool:
    """Whether Fargate has tasks of this size."""
    return memory in MEMORY.get(int(cpu), ())
