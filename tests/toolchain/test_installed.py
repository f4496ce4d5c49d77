"""A `pulumi` that is already there: which one is used, and why another is not."""

import io
import os
from collections.abc import Callable
from pathlib import Path

from offline.toolchain.installed import find_on_path, is_complete
from offline.toolchain.progress import Progress


def _path(*folders: Path) -> dict[str, str]:
    return {"PATH": os.pathsep.join(map(str, [*folders, "/usr/bin", "/bin"]))}


def test_a_new_enough_cli_with_its_language_host_is_used(make_cli: Callable[..., Path], progress: Progress) -> None:
    folder = make_cli("good", "v3.255.0")
    assert find_on_path(_path(folder), progress) == folder


def test_the_language_host_may_lie_elsewhere_on_path(make_cli: Callable[..., Path], progress: Progress) -> None:
    alone, host = make_cli("alone", others=()), make_cli("host")
    (host / "pulumi").unlink()
    assert find_on_path(_path(alone, host), progress) == alone


def test_the_language_host_may_lie_beside_what_a_link_names(
    make_cli: Callable[..., Path], progress: Progress, tmp_path: Path
) -> None:
    links = tmp_path / "links"
    links.mkdir()
    (links / "pulumi").symlink_to(make_cli("real") / "pulumi")
    assert find_on_path(_path(links), progress) == links


def test_the_next_one_is_taken_where_the_first_is_too_old(
    make_cli: Callable[..., Path], progress: Progress, said: io.StringIO
) -> None:
    old, good = make_cli("old", "3.254.9"), make_cli("good")
    assert find_on_path(_path(old, good), progress) == good
    assert (
        said.getvalue()
        == f"floodgate: {old}/pulumi is not used: it is 3.254.9, and 3.255.0 is the oldest that will do\n"
    )


def test_one_without_a_language_host_is_not_used(
    make_cli: Callable[..., Path], progress: Progress, said: io.StringIO
) -> None:
    assert find_on_path(_path(make_cli("alone", others=())), progress) is None
    assert "it has no pulumi-language-python" in said.getvalue()


def test_one_that_does_not_start_or_answer_is_not_used(
    make_cli: Callable[..., Path], progress: Progress, said: io.StringIO
) -> None:
    silent, broken = make_cli("silent", ""), make_cli("broken")
    (broken / "pulumi").write_bytes(b"\x7fELF and nothing more")
    assert find_on_path(_path(silent, broken), progress) is None
    assert said.getvalue().count("it does not tell its version") == 2


def test_our_own_launcher_is_no_cli(make_cli: Callable[..., Path], progress: Progress) -> None:
    assert find_on_path(_path(make_cli("checkout/.pulumi-offline/bin")), progress) is None


def test_a_cli_is_complete_with_its_language_host(make_cli: Callable[..., Path]) -> None:
    folder = make_cli("whole")
    assert is_complete(folder)
    (folder / "pulumi-language-python").chmod(0o644)
    assert not is_complete(folder)
