"""Runs the real Pulumi CLI in the offline environment, each stack in a state folder of its own."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "policies" / "floodgate-policies"


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

    def pulumi(self, *arguments: str, fails: bool = False, **environment: str) -> Answer:
        """Run ``pulumi ARGUMENTS --stack NAME`` and assert that it succeeds, or that it ``fails``."""
        return self._run([*arguments, "--stack", self.name, "--non-interactive"], fails, environment)

    def analyze(self, state: Path, *arguments: str, fails: bool = False) -> Answer:
        """Run the policy pack on an exported state, without program and provider."""
        command = ["policy", "analyze", "--file", str(state), "--policy-pack", str(PACK), *arguments]
        return self._run(command, fails, {})

    def _run(self, arguments: list[str], fails: bool, environment: dict[str, str]) -> Answer:
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
        assert (done.returncode != 0) is fails, f"pulumi {' '.join(arguments)}\n{done.stdout}"
        return Answer(done.returncode == 0, done.stdout)

    def preview(self, *arguments: str, fails: bool = False, **environment: str) -> Answer:
        """Preview, without the policy pack unless it is named."""
        return self.pulumi("preview", *arguments, fails=fails, **environment)

    def plan(self, *arguments: str, **environment: str) -> dict[str, str]:
        """URN -> operation of a preview, for all resources that would change."""
        answer = self.preview("--json", "--suppress-progress", *arguments, **environment)
        steps = json.loads(answer.text[answer.text.index("{") :])["steps"]
        return {step["urn"]: step["op"] for step in steps if step["op"] != "same"}

    def up(self, *arguments: str, fails: bool = False, **environment: str) -> Answer:
        """Deploy to the simulated AWS."""
        return self.pulumi("up", "--yes", "--skip-preview", *arguments, fails=fails, **environment)

    def export(self) -> list[dict[str, Any]]:
        """The resources of the stack's state."""
        found = json.loads(self.pulumi("stack", "export").text)["deployment"].get("resources", [])
        assert isinstance(found, list)
        return found

    def resources(self, token: str) -> dict[str, dict[str, Any]]:
        """Logical name -> state, for all resources of one type."""
        return {r["urn"].rpartition("::")[2]: r for r in self.export() if r["type"] == token}


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
        stack = Stack(project, name, {**offline, "PULUMI_BACKEND_URL": state.as_uri()})
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
