"""The real CLI in an offline shell: what it leaves in a project, and which program's provider it finds."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from offline.toolchain.home import CHECKOUT
from offline.toolchain.stackfile import PLACEHOLDER

pytestmark = pytest.mark.engine

Run = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The offline environment of a checkout that nobody has used."""
    checkout = tmp_path_factory.mktemp("a checkout")
    shutil.copytree(CHECKOUT / "offline", checkout / "offline")
    (checkout / ".venv").symlink_to(sys.prefix)
    command = [sys.executable, "-m", "offline.toolchain", "env"]
    return subprocess.run(command, cwd=checkout, stdout=subprocess.PIPE, text=True, check=True).stdout


@pytest.fixture
def run(exports: str, tmp_path: Path) -> Run:
    """Runs a line in an offline shell, in a folder of its own."""

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", "-c", f"{exports}\n{line}"], cwd=tmp_path, capture_output=True, text=True)

    return run


def test_a_stack_lives_offline_and_its_file_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(
        "import pulumi\n"
        "config = pulumi.Config()\n"
        "pulumi.export('size', config.require_int('size'))\n"
        "pulumi.export('password', config.require_secret('password'))\n"
    )
    stack_file = tmp_path / "Pulumi.dev.yaml"
    # A secret as Pulumi Cloud encrypts it: nobody here can read it.
    stack_file.write_text("config:\n  p:size: 3 # three\n  p:password:\n    secure: AAABAJ2Xk7Yt0nWcq0WQnP5mQy3bVqh=\n")
    before = stack_file.read_bytes()

    assert run("pulumi stack init dev --non-interactive").returncode == 0
    up = run("pulumi up -s dev --yes --skip-preview --non-interactive")
    assert up.returncode == 0, up.stdout + up.stderr
    assert "size    : 3" in up.stdout
    assert "[secret]" in up.stdout
    assert "warning" not in up.stdout
    assert run("pulumi stack output password --show-secrets").stdout == f"{PLACEHOLDER}\n"
    assert PLACEHOLDER not in run("pulumi stack export").stdout
    assert run("pulumi preview --expect-no-changes --non-interactive").returncode == 0
    assert run("pulumi destroy --yes --remove --non-interactive").returncode == 0

    assert stack_file.read_bytes() == before
    assert sorted(file.name for file in tmp_path.glob("Pulumi*")) == ["Pulumi.dev.yaml", "Pulumi.yaml"]


def test_a_program_with_another_pulumi_aws_finds_the_provider(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: other\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(
        "import pulumi, pulumi_aws\npulumi_aws.sqs.Queue('q', opts=pulumi.ResourceOptions(version='6.83.0'))\n"
    )
    preview = run("pulumi stack init dev --non-interactive && pulumi preview --non-interactive")
    assert preview.returncode == 0, preview.stdout + preview.stderr
    assert "aws:sqs:Queue" in preview.stdout
    assert "warning" not in preview.stdout
