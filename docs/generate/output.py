"""Writes generated files, or says which of them are out of date."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def stale(files: Mapping[Path, str], folder: Path | None = None) -> list[Path]:
    """Files that differ from what they should hold, are missing, or lie in ``folder`` and should not be there."""
    differing = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    left_over = [path for path in folder.rglob("*") if path.is_file() and path not in files] if folder else []
    return sorted(differing + left_over)


def write(files: Mapping[Path, str], folder: Path | None = None) -> None:
    """Bring every file up to date, and delete what ``folder`` should not hold."""
    for path in stale(files, folder):
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
        else:
            path.unlink()


def main(module: str, arguments: Sequence[str], files: Mapping[Path, str], folder: Path | None = None) -> int:
    """The command of a generator: writes, or with ``--check`` tells. Its status is 1 for stale files, 2 for misuse."""
    if arguments not in ([], ["--check"]):
        print(f"usage: python -m {module} [--check]", file=sys.stderr)
        return 2
    if not arguments:
        write(files, folder)
        return 0
    old = stale(files, folder)
    for path in old:
        print(f"{path.relative_to(ROOT)} is out of date", file=sys.stderr)
    if old:
        print(f"renew it with: python -m {module}", file=sys.stderr)
    return 1 if old else 0
