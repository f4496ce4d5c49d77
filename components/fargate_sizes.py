"""The task sizes that Fargate has. One table for everything that needs to know them; it needs no SDK.

Source: docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html, read on 2026-11-24. The row of
32 vCPU is taken from pulumi-awsx (``fargateMemoryAndCpu.ts``), which quotes the same page.
"""

from collections.abc import Mapping, Sequence

_MEMORY_MIB: Mapping[int, Sequence[int]] = {
    256: (512, 1024, 2048),
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
    32768: (61440, 122880, 249856),
}


def fargate_memory_options(cpu_units: int) -> Sequence[int]:
    """The memory sizes, in MiB, that a task of ``cpu_units`` (1024 are one vCPU) may have.

    Raises:
        ValueError: Fargate has no such CPU size; the text lists those that it has.
    """
    if cpu_units not in _MEMORY_MIB:
        raise ValueError(f"Fargate has no tasks of {cpu_units} CPU units: choose one of {_listed(list(_MEMORY_MIB))}")
    return list(_MEMORY_MIB[cpu_units])


def check_fargate_size(cpu_units: int, memory_mib: int) -> None:
    """Refuse a pair that Fargate does not run.

    Raises:
        ValueError: Fargate has no such pair; the text lists what it has.
    """
    options = fargate_memory_options(cpu_units)
    if memory_mib not in options:
        raise ValueError(
            f"Fargate has no tasks of {cpu_units} CPU units with {memory_mib} MiB: choose one of {_listed(options)} MiB"
        )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)
