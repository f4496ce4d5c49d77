"""Runs the real Pulumi CLI in the offline environment, each stack in a state folder of its own."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from offline.toolchain.home import file_backend

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "policies" / "floodgate-policies"

# A replacement is three steps: of these two, nobody needs to hear.
_PARTS_OF_A_REPLACEMENT = ("create-replacement", "delete-replaced")


def name_of(urn: str) -> str:
    """The logical name in a URN."""
    return urn.rpartition("::")[2]


@dataclass(frozen=True)
class Answer:
    """What a command printed, both streams in order, and whether it succeeded."""

    ok: bool
    text: str


@dataclass
class Stack:
    """One stack of one project, driven by the CLI."""

    project: Path
    name: str
    environment: dict[str, str]
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def pulumi(self, *arguments: str, fails: bool | None = False, **environment: str) -> Answer:
        """Run ``pulumi ARGUMENTS --stack NAME`` and assert that it succeeds, or that it ``fails``; None for either."""
        return self._run([*arguments, "--stack", self.name, "--non-interactive"], fails, environment)

    def analyze(self, state: Path, *arguments: str, fails: bool = False) -> Answer:
        """Run the policy pack on an exported state, without program and provider."""
        command = ["policy", "analyze", "--file", str(state), "--policy-pack", str(PACK), *arguments]
        return self._run(command, fails, {})

    def findings_on_state(self, folder: Path) -> list[dict[str, str]]:
        """What the pack finds on the exported state; the state and the reports are written into the folder."""
        (folder / "state.json").write_text(self.pulumi("stack", "export").text)
        command = ["policy", "analyze", "--file", str(folder / "state.json"), "--policy-pack", str(PACK)]
        self._run(command, None, {"FLOODGATE_REPORTS": str(folder)})
        found = json.loads((folder / "floodgate.json").read_text())["findings"]
        assert isinstance(found, list)
        return found

    def _run(self, arguments: list[str], fails: bool | None, environment: dict[str, str]) -> Answer:
        done = subprocess.run(
            ["pulumi", *arguments],
            cwd=self.project,
            env={**self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=120,
        )
        assert fails in (None, done.returncode != 0), f"pulumi {' '.join(arguments)}\n{done.stdout}"
        return Answer(done.returncode == 0, done.stdout)

    def preview(self, *arguments: str, fails: bool | None = False, **environment: str) -> Answer:
        """Preview, without the policy pack unless it is named."""
        return self.pulumi("preview", *arguments, fails=fails, **environment)

    def plan(self, *arguments: str, **environment: str) -> dict[str, str]:
        """URN -> create, update, replace or delete, of all resources that a deployment would change."""
        command = ["preview", "--json", "--suppress-progress", *arguments, "--stack", self.name, "--non-interactive"]
        answer = self._run(command, None, environment)
        plan = json.loads(answer.text[answer.text.index("{") :])
        assert answer.ok, "".join(found["message"] for found in plan["diagnostics"])
        return {s["urn"]: s["op"] for s in plan["steps"] if s["op"] not in ("same", *_PARTS_OF_A_REPLACEMENT)}

    def planned(self, *arguments: str) -> dict[str, str]:
        """The same by logical name; where resources of several types have it, all their operations."""
        found: dict[str, set[str]] = {}
        for urn, operation in self.plan(*arguments).items():
            found.setdefault(name_of(urn), set()).add(operation)
        return {name: ", ".join(sorted(operations)) for name, operations in found.items()}

    def up(self, *arguments: str, fails: bool = False, **environment: str) -> Answer:
        """Deploy to the simulated AWS."""
        return self.pulumi("up", "--yes", "--skip-preview", *arguments, fails=fails, **environment)

    def kill_up(self, log: Path, *, after: int, victim: str = "engine", keep_lock: bool = False) -> None:
        """Begin to deploy, and kill the ``engine`` or the ``provider`` once so many resources are there.

        A killed engine leaves its lock, which is taken away here as a user would, unless it is to be kept.
        """
        with log.open("w") as output:
            running = subprocess.Popen(
                ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--stack", self.name],
                cwd=self.project,
                env=self.environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
            )
        _wait_until(lambda: log.read_text().count(" created") >= after)
        plugin = _plugin_of(running.pid)
        assert plugin is not None
        os.kill(running.pid if victim == "engine" else plugin, signal.SIGKILL)
        assert running.wait(timeout=60) != 0
        if victim == "engine":
            _wait_until(lambda: not Path(f"/proc/{plugin}").exists())  # it notices that it is alone, and goes
            if not keep_lock:
                self.pulumi("cancel", "--yes")

    def deployment(self, *arguments: str) -> dict[str, Any]:
        """The stack's state, without the version around it."""
        found = json.loads(self.pulumi("stack", "export", *arguments).text)["deployment"]
        assert isinstance(found, dict)
        return found

    def export(self) -> list[dict[str, Any]]:
        """The resources of the stack's state."""
        found = self.deployment().get("resources", [])
        assert isinstance(found, list)
        return found

    def resources(self, token: str) -> dict[str, dict[str, Any]]:
        """Logical name -> state, for all resources of one type."""
        return {name_of(r["urn"]): r for r in self.export() if r["type"] == token}


def _plugin_of(pid: int) -> int | None:
    """The provider process below the CLI."""
    below = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    for child in map(int, below):
        if b"offline.aws" in Path(f"/proc/{child}/cmdline").read_bytes():
            return child
        if deeper := _plugin_of(child):
            return deeper
    return None


def _wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("waited 30 s in vain")


def copy_of_the_program(folder: Path) -> Path:
    """Our program with its stack files, where tests may edit them."""
    shutil.copytree(ROOT / "components", folder / "components", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__main__.py", "Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def edit(file: Path, old: str, new: str) -> None:
    """Replace the only place of a file that reads so."""
    text = file.read_text()
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new))


# Gives every component of a program another name, and an alias with the one that it had.
_RENAMING = """
import pulumi
from components.global_edge import GlobalEdge
from components.region import Region


def renaming(make):
    def init(self, name, args, opts=None):
        opts = opts or pulumi.ResourceOptions()
        if opts.parent is None or isinstance(opts.parent, (GlobalEdge, Region)):  # parts are named after the whole
            opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(aliases=[pulumi.Alias(name=name)]))
            name = f"{name}-2"
        make(self, name, args, opts)

    return init


def kinds(base):
    for made in base.__subclasses__():
        yield from kinds(made) if made.__subclasses__() else [made]


for made in list(kinds(pulumi.ComponentResource)):
    if made.__module__.startswith("components.") and made not in (GlobalEdge, Region):
        made.__init__ = renaming(made.__init__)
"""


def rename_components(program: Path) -> None:
    """Rename every component of a program, with an alias; not the regions and the edge as wholes."""
    main = program / "__main__.py"
    main.write_text(_RENAMING + main.read_text())


def stack_file(stack: Stack) -> Path:
    """The settings of a stack."""
    return stack.project / f"Pulumi.{stack.name}.yaml"


def override(stack: Stack, sizing: str) -> None:
    """Set ``floodgate:sizing`` of the stack file, replacing what an earlier call set."""
    kept = stack_file(stack).read_text().split("  floodgate:sizing:")[0].rstrip("\n")
    stack_file(stack).write_text(f"{kept}\n  floodgate:sizing: {sizing}\n")


@pytest.fixture(scope="session")
def offline() -> dict[str, str]:
    """The environment that ``eval "$(make -s env)"`` gives."""
    environment = dict(os.environ)
    if ".pulumi-offline" not in environment.get("PULUMI_HOME", ""):
        pytest.fail('engine tests need the offline environment: run `make test`, or eval "$(make -s env)" first')
    return environment


@pytest.fixture(scope="session")
def new_stack(offline: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Stack]]:
    """Make a stack of the project in a folder, with an empty state of its own."""

    def make(project: Path, name: str = "test") -> Stack:
        state = tmp_path_factory.mktemp("state")
        stack = Stack(project, name, {**offline, "PULUMI_BACKEND_URL": file_backend(state)})
        stack.pulumi("stack", "init", "--no-select")
        return stack

    return make


@pytest.fixture
def program(new_stack: Callable[..., Stack], tmp_path: Path) -> Callable[..., Stack]:
    """Make a stack of a project that consists of one ``__main__.py`` with the given text."""

    def make(text: str, config: str = "") -> Stack:
        (tmp_path / "Pulumi.yaml").write_text(f"name: example\nruntime: python\n{config}")
        (tmp_path / "__main__.py").write_text(text)
        return new_stack(tmp_path)

    return make
