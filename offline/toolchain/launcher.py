"""What `pulumi` is in an offline shell: the real CLI, kept from writing into the stack files of a project.

A stack in a file backend has its secrets encrypted with a passphrase. The CLI writes the salt of it into the stack
file, where `git diff` shows it and where a later, real deployment would ask for that passphrase. And a secret that is
already there was encrypted with a key that is not here. So commands that run a program get a copy of the stack file
(see `stackfile.py`), and after the others that write stack files those are restored. `pulumi config` alone works on
the real file.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import ToolchainError
from .home import OfflineHome
from .installed import PULUMI, path_folders
from .recovery import mend
from .stackfile import offline_copy, stack_folder

# Commands with a `--config-file`, by every name that the CLI knows them by.
_RUNS_A_PROGRAM = frozenset(
    {"preview", "pre", "up", "update", "refresh", "destroy", "down", "dn", "import", "watch", "logs"}
)
_PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")


def main(checkout: str, arguments: list[str]) -> None:
    """Run the real CLI with `arguments`: in place of this process, unless stack files are to be restored after it.

    Copies of stack files go into the offline home of `checkout`, whose state is mended first if the CLI will use it.
    """
    pulumi = _real_pulumi()
    home = OfflineHome(Path(checkout))
    if os.environ.get("PULUMI_BACKEND_URL", "").partition("?")[0] == home.state.as_uri():
        mend(home)
    try:
        known, rest = _parser().parse_known_args(arguments)
    except argparse.ArgumentError:
        os.execv(pulumi, [PULUMI, *arguments])  # noqa: S606 - no shell is wanted; the CLI says what is wrong
    project = _project_file(Path(known.cwd or "."))
    command = next((word for word in rest if not word.startswith("-")), None)
    restore = command == "stack" or "--remove" in rest
    if project and command in _RUNS_A_PROGRAM and not known.config_file:
        stack = _stack_name(pulumi, project, known.stack, rest)
        if copy := _copy_of_stack_file(home, project, stack):
            arguments = [f"--config-file={copy}", *arguments]
        else:
            restore = True
    if project and restore:
        with _stack_files_kept(project):
            status = _run(pulumi, arguments)
        sys.exit(status)
    os.execv(pulumi, [PULUMI, *arguments])  # noqa: S606 - no shell is wanted


def _copy_of_stack_file(home: OfflineHome, project: Path, stack: str | None) -> Path | None:
    """None if no stack is chosen (the CLI will ask) or its file cannot be copied."""
    try:
        return offline_copy(home, project, stack) if stack else None
    except ToolchainError as error:
        sys.exit(f"floodgate: {error}")


def _run(pulumi: str, arguments: list[str]) -> int:
    with subprocess.Popen([pulumi, *arguments]) as process:
        # Ctrl-C reaches the CLI by itself, and it takes its time to stop in order; this process waits for it.
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        status = process.wait()
    return status if status >= 0 else 128 - status


def _real_pulumi() -> str:
    for folder in path_folders(os.environ):
        if os.access(folder / PULUMI, os.X_OK):
            return str(folder / PULUMI)
    sys.exit('floodgate: no Pulumi CLI on PATH; run `eval "$(make -s env)"` again')


def _parser() -> argparse.ArgumentParser:
    """The options that are read here, and the global ones whose value could be taken for the command."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("-C", "--cwd")
    parser.add_argument("-s", "--stack")
    parser.add_argument("--config-file")
    for option in ("--color", "--tracing", "--otel-traces", "--profiling", "--memprofilerate", "--verbose", "-v"):
        parser.add_argument(option)
    return parser


def _project_file(start: Path) -> Path | None:
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in _PROJECT_FILES:
            if (folder / name).is_file():
                return folder / name
    return None


def _stack_name(pulumi: str, project: Path, option: str | None, rest: list[str]) -> str | None:
    """The stack that the CLI will take, without organization and project; None if none is selected."""
    if option is None:
        if any(re.fullmatch(r"-[A-Za-z]+s\w*", word) for word in rest):
            sys.exit("floodgate: offline, write `-s STACK` apart from other short options")
        answer = subprocess.run(
            [pulumi, "stack", "--show-name", "--non-interactive"],
            cwd=project.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        option = answer.stdout.strip()
    return option.removeprefix("=").rpartition("/")[2] or None


@contextmanager
def _stack_files_kept(project: Path) -> Iterator[None]:
    """Put the stack files back as they were: changed ones, removed ones, and new ones away."""

    def stack_files() -> dict[Path, bytes]:
        pattern = f"Pulumi.*{project.suffix}"
        return {file: file.read_bytes() for file in folder.glob(pattern)}

    folder = stack_folder(project)
    before = stack_files()
    try:
        yield
    finally:
        after = stack_files()
        for file in after.keys() - before.keys():
            file.unlink()
        for file, content in before.items():
            if after.get(file) != content:
                file.write_bytes(content)
