"""The Python environment: real venv, real pip, and a package that is made here, so that no network is asked."""

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from offline.toolchain.cache import exclusive
from offline.toolchain.errors import ToolchainError
from offline.toolchain.progress import Progress
from offline.toolchain.venv import ensure_venv


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock with one package, whose wheel lies beside it."""
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    requirements = tmp_path / "requirements.txt"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    requirements.write_text(f"# a lock\ntiny @ {wheel.as_uri()} \\\n    --hash=sha256:{digest}\n")
    return requirements


def test_the_environment_is_made_once_and_taken_up_again(
    tmp_path: Path, lock: Path, progress: Progress, said: io.StringIO
) -> None:
    venv = tmp_path / "venv"
    wrong = lock.read_text().replace("sha256:", "sha256:0000")[:-5] + "\n"
    # What an interrupted run of an earlier lock left: no interpreter that starts, a stamp that is no longer true.
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    (venv / ".locked-1").touch()
    (venv / "lib" / "half").mkdir(parents=True)

    good = lock.read_text()
    lock.write_text(wrong)
    with pytest.raises(ToolchainError, match=r"(?s)pip could not install the lock:.*DO NOT MATCH"):
        ensure_venv(venv / ".locked-2", lock, progress)
    assert not list(venv.glob(".locked-*"))
    assert "making the Python environment" in said.getvalue()

    lock.write_text(good)
    said.truncate(0)
    ensure_venv(venv / ".locked-2", lock, progress)
    assert "making the Python environment" not in said.getvalue()
    assert "installing the packages of requirements.txt" in said.getvalue()
    assert [stamp.name for stamp in venv.glob(".locked-*")] == [".locked-2"]
    subprocess.run([venv / "bin" / "python", "-c", "import tiny"], check=True)

    said.truncate(0)
    said.seek(0)
    ensure_venv(venv / ".locked-2", lock, progress)
    assert said.getvalue() == ""


def test_a_python_that_makes_no_environment_is_quoted(
    tmp_path: Path,
    lock: Path,
    progress: Progress,
    monkeypatch: pytest.MonkeyPatch,
    write_program: Callable[[Path, str], Path],
) -> None:
    python = write_program(tmp_path / "python", "echo Error: no room >&2; exit 1")
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(ToolchainError, match=r"python -m venv .* failed:\nError: no room"):
        ensure_venv(tmp_path / "venv" / ".locked-1", lock, progress)


def test_of_two_runs_at_once_one_installs(tmp_path: Path, lock: Path, progress: Progress, said: io.StringIO) -> None:
    stamp = tmp_path / "venv" / ".locked-1"
    second = Thread(target=ensure_venv, args=(stamp, lock, progress))
    with exclusive(stamp.parent, progress):  # as the first run does
        second.start()
        while not said.getvalue():
            second.join(0.01)
        stamp.touch()
    second.join()
    assert said.getvalue().splitlines() == [f"floodgate: another run is setting up {stamp.parent}: waiting for it"]
