"""One run at a time puts a whole thing into the cache."""

import io
from pathlib import Path
from threading import Thread

import pytest

from offline.toolchain.cache import cache_root, exclusive, place, staging
from offline.toolchain.progress import Progress


@pytest.mark.parametrize(
    ("environ", "root"),
    [
        ({"FLOODGATE_CACHE": "/chosen", "XDG_CACHE_HOME": "/xdg"}, Path("/chosen")),
        ({"XDG_CACHE_HOME": "/xdg"}, Path("/xdg/floodgate")),
        ({}, Path("~/.cache/floodgate").expanduser()),
    ],
)
def test_the_cache_is_where_the_user_keeps_caches(environ: dict[str, str], root: Path) -> None:
    assert cache_root(environ) == root


def test_a_second_holder_waits_and_says_so(tmp_path: Path, progress: Progress, said: io.StringIO) -> None:
    order: list[str] = []

    def second() -> None:
        with exclusive(tmp_path, progress):
            order.append("second")

    waiting = Thread(target=second)
    with exclusive(tmp_path, progress):
        waiting.start()
        while not said.getvalue():
            waiting.join(0.01)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    assert said.getvalue() == f"floodgate: another run is setting up {tmp_path}: waiting for it\n"


def test_what_was_not_placed_is_gone(tmp_path: Path) -> None:
    with staging(tmp_path) as folder:
        (folder / "half").touch()
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_a_dead_run_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".partial-dead").mkdir()
    with staging(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]


def test_placing_replaces_what_is_incomplete(tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / "target"
    for folder in (made, target):
        folder.mkdir()
    (target / "half").touch()
    (made / "whole").touch()
    place(made, target)
    assert [file.name for file in target.iterdir()] == ["whole"]
    assert not made.exists()
