"""`python -m offline.toolchain venv|cli|env`: the answer on standard output, everything else on standard error."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from .cache import exclusive
from .cli import ensure_cli
from .errors import ToolchainError
from .home import CHECKOUT, OfflineHome
from .installed import PULUMI
from .progress import Progress
from .shell import export_lines
from .stackfile import make_secrets_template
from .venv import ensure_venv


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the return value is the exit code."""
    parser = argparse.ArgumentParser(prog="python -m offline.toolchain", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    venv = commands.add_parser("venv", help="make sure that there is a Python environment with all of the lock")
    venv.add_argument("stamp", type=Path, help="file in the environment that says it is whole")
    commands.add_parser("cli", help="make sure that there is a usable Pulumi CLI, and print its folder")
    commands.add_parser("env", help="the same, lay out the offline home, and print `export` lines for a shell")
    options = parser.parse_args(arguments)

    progress = Progress()
    try:
        if options.command == "venv":
            ensure_venv(options.stamp, CHECKOUT / "requirements.txt", progress)
        elif options.command == "cli":
            print(ensure_cli(os.environ, progress))
        else:
            print("\n".join(_offline_exports(progress)))
    except ToolchainError as error:
        print(f"floodgate: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 0


def _offline_exports(progress: Progress) -> Iterator[str]:
    cli = ensure_cli(os.environ, progress)
    home = OfflineHome()
    with exclusive(home.root, progress):
        home.lay_out()
        if not home.secrets.exists():
            make_secrets_template(home, cli / PULUMI)
    print(f"floodgate: offline, with the Pulumi CLI in {cli}", file=sys.stderr)
    return export_lines(home, cli, os.environ)


if __name__ == "__main__":
    # Told to end, set-up ends its children and removes its staging folder, as it does when it is interrupted.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    sys.exit(main())
