"""The offline environment, evaluated by a real shell."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from offline.toolchain.home import OfflineHome
from offline.toolchain.shell import export_lines


@pytest.fixture
def home(tmp_path: Path) -> OfflineHome:
    """An offline home in a checkout whose path needs quoting."""
    return OfflineHome(tmp_path / "it's a $checkout")


def _evaluated(lines: Iterator[str], environ: dict[str, str]) -> dict[str, str]:
    script = "\n".join([*lines, "env"])
    answer = subprocess.run(["sh", "-c", script], env=environ, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in answer.stdout.splitlines())


def test_the_lines_point_the_cli_at_the_offline_home(
    home: OfflineHome, environ: dict[str, str], tmp_path: Path
) -> None:
    seen = _evaluated(export_lines(home, tmp_path / "cli", environ), environ)
    assert seen["PULUMI_HOME"] == str(home.root / "home")
    assert seen["PULUMI_BACKEND_URL"] == (home.root / "state").as_uri() + "?metadata=skip"
    assert seen["PULUMI_CONFIG_PASSPHRASE_FILE"] == str(home.root / "passphrase")
    assert seen["AWS_REGION"] == "us-east-1"
    first = [home.root / "bin", home.checkout / ".venv" / "bin", tmp_path / "cli"]
    assert seen["PATH"] == os.pathsep.join([*map(str, first), environ["PATH"]])


def test_no_credentials_are_left(home: OfflineHome, environ: dict[str, str], tmp_path: Path) -> None:
    names = "AWS_ACCESS_KEY_ID AWS_PROFILE AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN PULUMI_ACCESS_TOKEN"
    secret = dict.fromkeys([*names.split(), "PULUMI_CONFIG_PASSPHRASE"], "real")
    seen = _evaluated(export_lines(home, tmp_path, environ), {**environ, **secret})
    assert not secret.keys() & seen.keys()
    assert seen["AWS_CONFIG_FILE"] == seen["AWS_SHARED_CREDENTIALS_FILE"] == "/dev/null"


def test_a_region_that_is_set_stays(home: OfflineHome, environ: dict[str, str], tmp_path: Path) -> None:
    environ["AWS_REGION"] = "eu-west-1"
    assert _evaluated(export_lines(home, tmp_path, environ), environ)["AWS_REGION"] == "eu-west-1"


def test_a_cli_that_path_finds_anyway_keeps_its_place(
    home: OfflineHome, environ: dict[str, str], make_cli: Callable[..., Path]
) -> None:
    cli = make_cli("cli")
    environ["PATH"] = f"{environ['PATH']}:{cli}"
    seen = _evaluated(export_lines(home, cli, environ), environ)
    assert seen["PATH"].count(str(cli)) == 1


def test_laying_out_twice_changes_nothing(home: OfflineHome) -> None:
    def files() -> dict[Path, tuple[int, int]]:
        return {file: (file.stat().st_mtime_ns, file.stat().st_mode) for file in home.root.rglob("*") if file.is_file()}

    home.lay_out()
    first = files()
    home.lay_out()
    assert files() == first
    assert home.passphrase.stat().st_mode & 0o777 == 0o600


def test_attributes_that_an_older_checkout_left_in_the_state_go(home: OfflineHome) -> None:
    """The CLI does not read a state beside which they are cut off."""
    home.lay_out()
    state = home.state / ".pulumi" / "stacks" / "p" / "dev.json"
    state.parent.mkdir(parents=True)
    state.write_text("{}")
    state.with_name("dev.json.attrs").touch()
    home.lay_out()
    assert [file.name for file in state.parent.iterdir()] == ["dev.json"]


def test_the_plugin_starts_the_provider_of_this_checkout(
    home: OfflineHome, write_program: Callable[[Path, str], Path]
) -> None:
    home.lay_out()
    write_program(home.checkout / "offline/aws/pulumi-resource-aws", 'echo "$0|$1"')
    plugins = sorted((home.pulumi_home / "plugins").iterdir())
    assert [plugin.name for plugin in plugins] == ["resource-aws-v7.51.1", "resource-aws-v999.0.0"]
    for plugin in plugins:
        answer = subprocess.run(
            [plugin / "pulumi-resource-aws", "127.0.0.1:1"], capture_output=True, text=True, check=True
        )
        assert answer.stdout == f"{home.checkout}/offline/aws/pulumi-resource-aws|127.0.0.1:1\n"
