"""The table of Fargate's task sizes."""

import pytest

from components.fargate_sizes import check_fargate_size, fargate_memory_options


@pytest.mark.parametrize(
    ("cpu_units", "smallest", "largest", "how_many"),
    [
        (256, 512, 2048, 3),
        (512, 1024, 4096, 4),
        (1024, 2048, 8192, 7),
        (2048, 4096, 16384, 13),
        (4096, 8192, 30720, 23),
        (8192, 16384, 61440, 12),
        (16384, 32768, 122880, 12),
        (32768, 61440, 249856, 3),
    ],
)
def test_each_cpu_size_has_the_memory_sizes_of_the_aws_table(
    cpu_units: int, smallest: int, largest: int, how_many: int
) -> None:
    options = fargate_memory_options(cpu_units)
    assert (min(options), max(options), len(options)) == (smallest, largest, how_many)


def test_a_cpu_size_that_fargate_lacks_is_refused_with_those_it_has() -> None:
    with pytest.raises(ValueError, match="no tasks of 300 CPU units: choose one of 256, 512, 1024, 2048"):
        fargate_memory_options(300)


def test_a_memory_size_that_does_not_go_with_the_cpu_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="512 CPU units with 8192 MiB: choose one of 1024, 2048, 3072, 4096 MiB"):
        check_fargate_size(512, 8192)


def test_the_articles_size_exists() -> None:
    check_fargate_size(512, 1024)
