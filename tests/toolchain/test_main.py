"""The commands, with a made-up CLI on PATH: answers on standard output, everything else on standard error."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from offline.toolchain import __main__ as toolchain
from offline.toolchain.home import OfflineHome

# Writes what `pulumi config set --secret` writes, and remembers where it was to keep its state.
CLI = """
case "$*" in
version) echo 3.259.0 ;;
"config set"*)
    echo "encryptionsalt: v1:ours" >Pulumi.template.yaml
    echo "  secure: v1:ours" >>Pulumi.template.yaml
    echo "$PULUMI_BACKEND_URL $PULUMI_HOME $PULUMI_CONFIG_PASSPHRASE" >"$SEEN" ;;
esac"""


@pytest.fixture
def cli(
    tmp_path: Path,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    write_program: Callable[[Path, str], Path],
) -> Path:
    """The folder of the CLI that `main` will find, in an environment of the test's own."""
    folder = tmp_path / "cli"
    write_program(folder / "pulumi", CLI)
    write_program(folder / "pulumi-language-python", ":")
    environ |= {"PATH": f"{folder}:{environ['PATH']}", "SEEN": str(tmp_path / "seen")}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(toolchain, "OfflineHome", lambda: OfflineHome(tmp_path / "checkout"))
    return folder


def test_cli_prints_the_folder(cli: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert toolchain.main(["cli"]) == 0
    assert capsys.readouterr() == (f"{cli}\n", "")


def test_env_lays_the_offline_home_out_and_prints_exports(
    cli: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "theirs")
    home = OfflineHome(tmp_path / "checkout")
    for _ in range(2):
        assert toolchain.main(["env"]) == 0
        out, err = capsys.readouterr()
        assert f"export PULUMI_HOME={home.pulumi_home}\n" in out
        assert err == f"floodgate: offline, with the Pulumi CLI in {cli}\n"
    assert home.secrets.read_text() == "encryptionsalt: v1:ours\n  secure: v1:ours\n"
    # The template's stack is nobody's: its state went away with the folder that it was made in.
    backend, pulumi_home, *passphrase = (tmp_path / "seen").read_text().split()
    assert not Path(backend.removeprefix("file://")).exists()
    assert pulumi_home == str(home.pulumi_home)
    assert passphrase == []


def test_a_cli_that_refuses_is_quoted(
    cli: Path, write_program: Callable[[Path, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_program(cli / "pulumi", '[ "$1" = version ] && echo 3.259.0 || { echo "error: no" >&2; exit 1; }')
    assert toolchain.main(["env"]) == 1
    assert capsys.readouterr() == ("", "floodgate: pulumi stack init failed: error: no\n")


def test_venv_makes_the_environment_of_the_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []
    monkeypatch.setattr(toolchain, "ensure_venv", lambda *arguments: asked.extend(arguments))
    assert toolchain.main(["venv", str(tmp_path / ".locked-1")]) == 0
    assert asked[:2] == [tmp_path / ".locked-1", toolchain.CHECKOUT / "requirements.txt"]


def test_as_a_program_it_lists_its_commands() -> None:
    answer = subprocess.run(
        ["python", "-m", "offline.toolchain", "--help"], cwd=toolchain.CHECKOUT, capture_output=True, text=True
    )
    assert answer.returncode == 0
    assert "{venv,cli,env}" in answer.stdout
