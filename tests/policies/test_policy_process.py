"""The executable: how the engine starts it, from anywhere, and what it says when it cannot start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from policy_servicers import PACK, process
from pulumi.runtime.proto import analyzer_pb2
from rules import CATALOGUE
from rules.notices import NAMES

PROGRAM = PACK / "floodgate-policies"


def _fails(program: Path = PROGRAM, cwd: Path | None = None, **environment: str) -> str:
    """Standard error of a pack that cannot start: nothing on standard output, and one line."""
    ran = subprocess.run(
        [program, "127.0.0.1:1"],
        env={**os.environ, **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    return ran.stderr


def test_pack_describes_each_rule_to_the_engine() -> None:
    with process() as pack:
        info = pack.info()
    assert info.name == "floodgate"
    assert info.supportsConfig
    assert [policy.name for policy in info.policies] == [
        "SETTINGS",
        *(rule.id for rule in CATALOGUE),
        *NAMES,
    ]
    for rule, policy in zip(CATALOGUE, info.policies[1:], strict=False):
        assert policy.displayName == policy.description == rule.title
        assert policy.url == rule.references[0].url
        assert policy.remediation_steps == rule.remediation
        assert policy.framework.reference == rule.practice
        assert rule.pillar.value in policy.tags
        kind = analyzer_pb2.POLICY_TYPE_STACK if rule.check else analyzer_pb2.POLICY_TYPE_RESOURCE
        assert policy.policy_type == kind
        assert set(policy.configSchema.properties) == {option.name for option in rule.options}


def test_pack_starts_through_symbolic_links(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "absolute").symlink_to(PROGRAM)
    (tmp_path / "bin" / "relative").symlink_to("../absolute")
    with process(tmp_path / "bin" / "relative") as pack:
        assert pack.info().name == "floodgate"


def test_pack_takes_the_python_on_path() -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with process(FLOODGATE_POLICY_PYTHON="", PATH=path) as pack:
        assert pack.info().name == "floodgate"


def test_missing_sdk_is_one_line_that_says_what_to_run(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    message = _fails(FLOODGATE_POLICY_PYTHON=str(python))
    assert f"{python} -m pip install -r {PACK / 'requirements.txt'}" in message
    assert _fails(FLOODGATE_POLICY_PYTHON="./python", cwd=tmp_path).startswith(
        f"floodgate-policies: {tmp_path}/./python is no Python 3.11"
    )


def test_missing_python_is_one_line() -> None:
    assert "install Python 3.11" in _fails(FLOODGATE_POLICY_PYTHON="", PATH="")


@pytest.mark.parametrize("name", ["requirements.txt", "PulumiPolicy.yaml", "__main__.py"])
def test_pack_is_a_directory_that_the_official_host_starts(name: str) -> None:
    assert (PACK / name).is_file()
