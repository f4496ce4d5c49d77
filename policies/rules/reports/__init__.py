"""Reports for machines: SARIF for code scanning, JUnit for test views, JSON for everything else."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pulumi_policy import PolicyResource

from rules.reports import document, junit, sarif
from rules.reports.outcome import Outcome
from rules.session import Session

_WRITERS: Final = {
    "floodgate.sarif": sarif.text,
    "floodgate.junit.xml": junit.text,
    "floodgate.json": document.text,
}


def write(folder: Path, session: Session, resources: Sequence[PolicyResource]) -> None:
    """Write all reports into a folder, which is made where it is missing.

    Each file is complete or as it was before, and is in the folder itself, whatever a link of its name points to.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    outcome = Outcome.of(session, resources)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _WRITERS.items():
        _replace(folder / name, text(outcome))


def _replace(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
