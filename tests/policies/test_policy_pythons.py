"""The pack on each Python that it promises to run with, and with nothing installed but its own requirements."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_graphs import Example, examples, graph
from policy_servicers import PACK, ask, process

from offline.toolchain.cache import cache_root, exclusive, place, staging
from offline.toolchain.progress import Progress

# Not the engine's, but slow the first time, and it asks a registry: nothing for `make unit`.
pytestmark = pytest.mark.engine


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_pack_answers_on_every_python(version: str) -> None:
    example = next(e for e in examples() if (e.rule.id, e.name) == ("QUEUE-002", "bad_fifo_to_standard"))
    with process(FLOODGATE_POLICY_PYTHON=str(_environment(version)), PYTHONPATH="") as pack:
        assert _told(example, ask(pack, graph(example, preview=True)))


def _told(example: Example, diagnostics: list[object]) -> bool:
    return any(example.text in str(getattr(diagnostic, "message", "")) for diagnostic in diagnostics)


def _environment(version: str) -> Path:
    """The Python of an environment with the pack's requirements, made once and kept in the user's cache."""
    python = next((p for p in _pythons(version) if _answer(p, "-c", "import ensurepip, venv") is not None), None)
    if python is None:
        pytest.skip(f"there is no Python {version} with its venv module, neither on PATH nor of pyenv")
    requirements = PACK / "requirements.txt"
    root = cache_root(os.environ)
    home = root / f"pack-python-{version}-{hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]}"
    with exclusive(root, Progress()):
        if not home.is_dir():
            with staging(root) as folder:
                assert _answer(python, "-m", "venv", str(folder / "made")) is not None
                pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(requirements))
                if _answer(str(folder / "made" / "bin" / "python"), *pip) is None and not os.environ.get("CI"):
                    pytest.skip("pip cannot install the pack's requirements here")
                place(folder / "made", home)
    return home / "bin" / "python"


def _pythons(version: str) -> Iterator[str]:
    if found := shutil.which(f"python{version}"):
        yield found  # perhaps a shim of pyenv that refuses to start
    pyenv = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
    yield from map(str, sorted(pyenv.glob(f"versions/{version}.*/bin/python")))


def _answer(python: str, *arguments: str) -> str | None:
    done = subprocess.run([python, *arguments], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None
