"""`pulumi` in an offline shell, with a made-up CLI behind it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from offline.toolchain.home import CHECKOUT, OfflineHome

# Says what it was called with, and does to the stack files what the real one would do.
CLI = """
case "$*" in *--show-name*) exec /bin/cat selected ;; esac
echo "$@"
case "$*" in
*init*) echo encryptionsalt: v1:new >>Pulumi.dev.yaml ; echo encryptionsalt: v1:new >Pulumi.new.yaml ;;
*rm*) exec /bin/rm Pulumi.dev.yaml ;;
*fail*) exit 7 ;;
*wait*) echo waiting >&2; trap 'exit 9' INT TERM; while :; do /bin/sleep 0.02; done ;;
esac"""

DEV = "config:\n  p:size: 1\n"


@dataclass
class Shell:
    """An offline shell in a project's folder."""

    project: Path
    home: OfflineHome
    environ: dict[str, str]

    def command(self, *arguments: str) -> list[str]:
        # As the script `bin/pulumi` does, but with `site`, so that coverage is measured.
        code = "import sys; from offline.toolchain import launcher; launcher.main(sys.argv[1], sys.argv[2:])"
        return [sys.executable, "-c", code, str(self.home.checkout), *arguments]

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), cwd=cwd or self.project, env=self.environ, capture_output=True, text=True
        )

    def stack_files(self) -> dict[str, str]:
        return {file.name: file.read_text() for file in self.project.glob("Pulumi.*.yaml")}


@pytest.fixture
def shell(tmp_path: Path, environ: dict[str, str], write_program: Callable[[Path, str], Path]) -> Shell:
    """A project with the stack `dev` selected, and a CLI behind the launcher."""
    home = OfflineHome(tmp_path / "checkout")
    home.lay_out()
    home.secrets.write_text("encryptionsalt: v1:ours\nconfig:\n  offline:placeholder:\n    secure: v1:ours\n")
    project = tmp_path / "project"
    project.mkdir()
    (project / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    (project / "Pulumi.dev.yaml").write_text(DEV)
    (project / "selected").write_text("dev\n")
    write_program(tmp_path / "cli" / "pulumi", CLI)
    environ["PATH"] = os.pathsep.join([str(home.bin), str(tmp_path / "cli"), environ["PATH"]])
    environ["PYTHONPATH"] = str(CHECKOUT)
    return Shell(project, home, environ)


def test_the_script_on_path_is_the_launcher(shell: Shell) -> None:
    (shell.home.checkout / "offline").symlink_to(CHECKOUT / "offline")
    (shell.home.checkout / ".venv").symlink_to(sys.prefix)
    answer = subprocess.run(["pulumi", "up", "-s", "dev"], cwd=shell.project, env=shell.environ, stdout=subprocess.PIPE)
    assert answer.stdout.decode().startswith(f"--config-file={shell.home.stacks}/")


@pytest.mark.parametrize(
    "arguments",
    [
        ("preview",),
        ("up", "-s", "dev"),
        ("-sdev", "refresh"),
        ("destroy", "--stack=organization/p/dev", "--color", "never"),
        ("--color", "never", "--verbose", "3", "import", "x"),
        ("up", "-s=dev", "--", "--stack", "other"),
    ],
)
def test_a_program_runs_with_the_copy_of_its_stack_file(shell: Shell, arguments: tuple[str, ...]) -> None:
    option, *rest = shell.run(*arguments).stdout.split()
    copy = Path(option.removeprefix("--config-file="))
    assert rest == list(arguments)
    assert copy.name == "Pulumi.dev.yaml"
    assert copy.is_relative_to(shell.home.stacks)
    assert copy.read_text() == f"{DEV}encryptionsalt: v1:ours\n"
    assert shell.stack_files() == {"Pulumi.dev.yaml": DEV}


def test_the_project_may_lie_elsewhere_or_above(shell: Shell, tmp_path: Path) -> None:
    below = shell.project / "below"
    below.mkdir()
    assert shell.run("up", "-s", "dev", cwd=below).stdout.startswith("--config-file=")
    assert shell.run("-C", str(shell.project), "up", cwd=tmp_path).stdout.startswith("--config-file=")


@pytest.mark.parametrize(
    "arguments",
    [
        ("preview", "--config-file", "mine.yaml"),
        ("config", "set", "a", "b"),
        ("version",),
        (),
        ("up", "-s"),  # the CLI says that a value is missing
    ],
)
def test_everything_else_is_the_clis_own_business(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell.run(*arguments).stdout == " ".join(arguments) + "\n"


@pytest.mark.parametrize(("query", "mended"), [("?metadata=skip", True), ("", True), ("/elsewhere", False)])
def test_a_state_that_is_cut_off_is_mended_before_the_cli_reads_it(shell: Shell, query: str, mended: bool) -> None:
    shell.environ["PULUMI_BACKEND_URL"] = shell.home.state.as_uri() + query
    states = [folder / ".pulumi/stacks/p/dev.json" for folder in (shell.home.state, shell.home.state / "elsewhere")]
    for state in states:
        state.parent.mkdir(parents=True)
        state.touch()
        state.with_name("dev.json.bak").write_text("{}")
    answer = shell.run("stack", "ls")
    assert (answer.returncode, answer.stdout) == (0, "stack ls\n")
    assert answer.stderr.startswith("floodgate: the state dev.json was cut off") == mended
    assert [state.read_text() for state in states] == ["{}" if mended else "", ""]


def test_outside_a_project_nothing_is_added(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("destroy", "-s", "dev", cwd=tmp_path).stdout == "destroy -s dev\n"


@pytest.mark.parametrize("arguments", [("stack", "init", "dev"), ("stack", "rm", "dev"), ("destroy", "--remove", "rm")])
def test_stack_files_are_as_they_were(shell: Shell, arguments: tuple[str, ...]) -> None:
    shell.run(*arguments)
    assert shell.stack_files() == {"Pulumi.dev.yaml": DEV}


@pytest.mark.parametrize("arguments", [("preview", "init"), ("preview", "-s", "")])
def test_where_no_stack_is_chosen_the_cli_asks(shell: Shell, arguments: tuple[str, ...]) -> None:
    (shell.project / "selected").write_text("")
    answer = shell.run(*arguments)
    assert answer.stdout.split() == [word for word in arguments if word]
    assert shell.stack_files() == {"Pulumi.dev.yaml": DEV}


def test_the_exit_code_is_the_clis(shell: Shell) -> None:
    assert shell.run("stack", "fail").returncode == 7
    assert shell.run("up", "-s", "fail").returncode == 7


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_the_cli_end_in_order(shell: Shell, how: signal.Signals) -> None:
    with subprocess.Popen(
        shell.command("stack", "wait"),
        cwd=shell.project,
        env=shell.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        process_group=0,
    ) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == b"waiting\n"
        time.sleep(0.1)  # the CLI has said so before it has set its trap
        # A terminal sends Ctrl-C to the whole group; a supervisor ends one process.
        os.killpg(run.pid, how) if how == signal.SIGINT else run.send_signal(how)
        assert run.wait(timeout=20) == 9


def test_a_stack_that_may_be_meant_differently_is_refused(shell: Shell) -> None:
    answer = shell.run("preview", "-ys", "dev")
    assert answer.returncode == 1
    assert "write `-s STACK` apart" in answer.stderr


def test_a_home_that_is_gone_is_said_in_one_line(shell: Shell) -> None:
    shell.home.secrets.unlink()
    answer = shell.run("preview", "-s", "dev")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == 'floodgate: the offline home is gone: run `eval "$(make -s env)"` again\n'


def test_without_a_cli_on_path_one_line_says_so(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "cli" / "pulumi").unlink()
    answer = shell.run("preview")
    assert answer.returncode == 1
    assert answer.stderr == 'floodgate: no Pulumi CLI on PATH; run `eval "$(make -s env)"` again\n'
