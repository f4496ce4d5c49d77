"""requirements.txt is the lock of pyproject.toml, and the CLI is the version of its SDK."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from offline.toolchain.home import CHECKOUT
from offline.toolchain.pins import AWS_VERSION, CLI_VERSION

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
LISTED = {
    Requirement(text)
    for text in [*PROJECT["project"]["dependencies"], *GROUPS["services"], *GROUPS["dev"]]
    if isinstance(text, str)  # and no group that is included
}
DIRECT = sorted(LISTED, key=lambda wanted: wanted.name)
LOCK = (CHECKOUT / "requirements.txt").read_text()
# A package may be there in two versions, for older and newer Pythons.
PINS = re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE)
LOCKED = dict(PINS)


@pytest.mark.parametrize("wanted", DIRECT, ids=lambda wanted: wanted.name)
def test_what_is_wanted_is_locked(wanted: Requirement) -> None:
    assert wanted.specifier.contains(LOCKED[wanted.name.lower()])


def test_every_locked_package_has_its_hashes() -> None:
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINS)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_names_no_host() -> None:
    assert "://" not in LOCK


def test_the_toolchain_has_the_versions_of_the_lock() -> None:
    assert LOCKED["pulumi"] == CLI_VERSION
    assert LOCKED["pulumi-aws"] == AWS_VERSION
    go_mod = (CHECKOUT / "offline/toolchain/cli/go.mod").read_text()
    assert f"github.com/pulumi/pulumi/pkg/v3 v{CLI_VERSION}\n" in go_mod


def test_every_direct_dependency_is_justified() -> None:
    page = (CHECKOUT / "docs" / "dependencies.md").read_text()
    rows = set(re.findall(r"^\| `([\w-]+)", page, re.MULTILINE))
    assert rows == {wanted.name for wanted in DIRECT}
