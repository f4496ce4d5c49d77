"""What JavaScript programs need: told when it is missing, made once, and kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from offline.toolchain import nodejs
from offline.toolchain.errors import ToolchainError
from offline.toolchain.pins import NODEJS_HOST_PACKAGE
from offline.toolchain.progress import Progress

WriteProgram = Callable[[Path, str], Path]
NPM = "mkdir node_modules; echo installed >>$HOME/npm; touch node_modules/it"


@pytest.fixture
def tool(environ: dict[str, str], write_program: WriteProgram) -> Callable[[str, str], Path]:
    """Put a program on PATH."""
    return lambda name, script: write_program(Path(environ["PATH"], name), script)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program with its manifests."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "package.json").write_text("{}")
    (folder / "package-lock.json").write_text("{}")
    return folder


def test_what_lacks_is_named(environ: dict[str, str], tool: Callable[[str, str], Path]) -> None:
    assert nodejs.lacks(environ) == "there is no node on PATH"
    node = tool("node", "echo v18.1.0")
    assert nodejs.lacks(environ) == "there is no npm on PATH"
    tool("npm", ":")
    assert nodejs.lacks(environ) == f"{node} is v18.1.0, and Node.js 20 is the oldest"
    tool("node", ":")
    assert nodejs.lacks(environ) == f"{node} is of unknown version, and Node.js 20 is the oldest"
    tool("node", "echo v20.20.2")
    assert nodejs.lacks(environ) is None


def test_the_host_is_built_once(go: Path, environ: dict[str, str], progress: Progress) -> None:
    folder = nodejs.ensure_host(environ, progress)
    assert nodejs.ensure_host(environ, progress) == folder
    assert go.read_text().split() == [NODEJS_HOST_PACKAGE]
    built = (folder / "pulumi-language-nodejs").read_text()
    assert "-mod=readonly off 0" in built
    assert "sdk/v3 v3.60.0" in built
    assert [file.name for file in folder.iterdir()] == ["pulumi-language-nodejs"]


def test_a_host_on_path_is_taken(
    go: Path, environ: dict[str, str], progress: Progress, tool: Callable[[str, str], Path]
) -> None:
    host = tool("pulumi-language-nodejs", ":")
    assert nodejs.ensure_host(environ, progress) == host.parent
    assert not go.exists()


def test_without_go_the_host_is_named_as_missing(environ: dict[str, str], progress: Progress) -> None:
    with pytest.raises(ToolchainError, match="no pulumi-language-nodejs, and no Go to build one"):
        nodejs.ensure_host(environ, progress)


def test_packages_are_installed_once_a_lock(
    environ: dict[str, str], progress: Progress, project: Path, tool: Callable[[str, str], Path]
) -> None:
    tool("npm", NPM)
    folder = nodejs.ensure_packages(project, environ, progress)
    assert (folder / "it").exists()
    assert nodejs.ensure_packages(project, environ, progress) == folder
    (project / "package-lock.json").write_text('{"other": 1}')
    assert nodejs.ensure_packages(project, environ, progress) != folder
    assert Path(environ["HOME"], "npm").read_text().split() == ["installed"] * 2
    assert not (project / "node_modules").exists()


def test_what_npm_says_is_told_and_nothing_is_kept(
    environ: dict[str, str], progress: Progress, project: Path, tool: Callable[[str, str], Path]
) -> None:
    tool("npm", "echo no registry >&2; exit 1")
    with pytest.raises(ToolchainError, match="no registry"):
        nodejs.ensure_packages(project, environ, progress)
    assert not list(Path(environ["FLOODGATE_CACHE"]).glob("*npm*"))
