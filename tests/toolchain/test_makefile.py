"""The Makefile: what it sets up, once, and what it says when something is missing. The CLI behind it is made up."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from offline.toolchain.home import CHECKOUT

# Logs what it is called with, and leaves behind the files that the real one would.
CLI = """
case "$*" in
version) echo 3.259.0; exit ;;
"config set"*) echo "encryptionsalt: v1:ours" >Pulumi.template.yaml; echo "  secure: v1:ours" >>Pulumi.template.yaml ;;
"stack init --no-select"*)
    mkdir -p .pulumi-offline/state/.pulumi/stacks/floodgate
    echo "{}" >.pulumi-offline/state/.pulumi/stacks/floodgate/dev.json ;;
esac
echo "$@" >>"$CALLS" """


@dataclass
class Checkout:
    """A fresh clone whose Python environment is whole."""

    folder: Path
    environ: dict[str, str]

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/usr/bin/env", "make", *arguments], cwd=self.folder, env=self.environ, capture_output=True, text=True
        )

    def calls(self) -> list[str]:
        log = Path(self.environ["CALLS"])
        calls = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return calls

    def files(self) -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in self.folder.rglob("*") if "__pycache__" not in file.parts}


@pytest.fixture
def checkout(tmp_path: Path, write_program: Callable[[Path, str], Path]) -> Checkout:
    """A checkout in a folder whose name needs quoting."""
    folder = tmp_path / "a checkout"
    shutil.copytree(CHECKOUT / "offline" / "toolchain", folder / "offline" / "toolchain")
    shutil.copy(CHECKOUT / "Makefile", folder)
    (folder / "Pulumi.yaml").write_text("name: floodgate\nruntime: python\n")
    requirements = folder / "requirements.txt"
    requirements.write_text("# nothing is needed\n")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    checksum = subprocess.run(["cksum"], input=requirements.read_bytes(), capture_output=True).stdout.split()[0]
    (folder / ".venv" / f".locked-{checksum.decode()}").touch()
    write_program(tmp_path / "cli" / "pulumi", CLI)
    write_program(tmp_path / "cli" / "pulumi-language-python", ":")
    # A make that runs the tests has set variables for its own children; this one is nobody's child.
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PULUMI"))}
    environ["PATH"] = f"{tmp_path / 'cli'}:{os.environ['PATH']}"
    environ["CALLS"] = str(tmp_path / "calls")
    return Checkout(folder, environ)


def test_env_gives_a_shell_with_the_launcher(checkout: Checkout) -> None:
    script = 'eval "$(make -s env)" && command -v pulumi && echo "$PULUMI_BACKEND_URL"'
    answer = subprocess.run(
        ["sh", "-c", script], cwd=checkout.folder, env=checkout.environ, capture_output=True, text=True, check=True
    )
    launcher, backend = answer.stdout.splitlines()
    assert launcher == str(checkout.folder / ".pulumi-offline" / "bin" / "pulumi")
    assert backend == (checkout.folder / ".pulumi-offline" / "state").as_uri() + "?metadata=skip"


def test_a_second_run_sets_nothing_up_and_says_one_line(checkout: Checkout) -> None:
    first = checkout.make("-s", "env")
    assert checkout.calls() == [
        "stack init template --non-interactive",
        "config set placeholder offline-secret-placeholder --secret --stack template --non-interactive",
    ]
    before = checkout.files()
    second = checkout.make("-s", "env")
    assert second.stdout == first.stdout
    assert second.stderr == f"floodgate: offline, with the Pulumi CLI in {checkout.environ['PATH'].split(':')[0]}\n"
    assert checkout.calls() == []
    assert checkout.files() == before


def test_preview_creates_the_stack_once(checkout: Checkout) -> None:
    assert checkout.make("preview", "STACK=dev").returncode == 0
    copy = r"--config-file=\S.*/Pulumi\.dev\.yaml"
    *_, init, preview = checkout.calls()
    assert init == "stack init --no-select --non-interactive dev"
    assert re.fullmatch(rf"{copy} preview --stack dev --policy-pack policies/floodgate-policies", preview)

    checkout.make("up", "STACK=dev")
    (up,) = checkout.calls()
    assert re.fullmatch(rf"{copy} up --yes --skip-preview --stack dev --policy-pack policies/floodgate-policies", up)


def test_a_cli_that_cannot_be_set_up_stops_the_target(checkout: Checkout) -> None:
    checkout.environ["PATH"] = "/usr/bin:/bin"
    checkout.environ.update(
        FLOODGATE_CACHE=str(checkout.folder / "cache"),
        FLOODGATE_PULUMI_RELEASES="http://127.0.0.1:9",
        FLOODGATE_PULUMI_CHECKSUMS="http://127.0.0.1:9",
    )
    answer = checkout.make("preview")
    assert answer.returncode != 0
    assert "no usable Pulumi CLI, and no Go to build one" in answer.stderr
    assert checkout.calls() == []


@pytest.mark.parametrize(
    ("python", "said"),
    [
        ("exit 127", "floodgate: install Python 3.11 or newer, or name one: make PYTHON=python3.12"),
        ('case "$*" in *ensurepip*) exit 1 ;; esac', "floodgate: install the venv module of "),
    ],
)
def test_a_python_that_will_not_do_is_said_in_one_line(
    checkout: Checkout, tmp_path: Path, write_program: Callable[[Path, str], Path], python: str, said: str
) -> None:
    (checkout.folder / "requirements.txt").write_text("# changed\n")
    program = write_program(tmp_path / "python", python)
    answer = checkout.make("env", f"PYTHON={program}")
    assert answer.returncode != 0
    ours, makes = answer.stderr.splitlines()
    assert ours.startswith(said)
    assert makes.startswith("make: ***")


def test_help_lists_every_target(checkout: Checkout) -> None:
    targets = re.findall(r"^\.PHONY:(.*)$", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)[0].split()
    listed = [line.split()[1] for line in checkout.make("help").stdout.splitlines()]
    assert sorted(listed) == sorted(set(targets))
