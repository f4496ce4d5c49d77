"""Builds the CLI and its language hosts from pinned Go modules, where no release archive can be had.

Five minutes on two cores the first time; Go keeps what it compiled, so a second build takes seconds. `go.sum` pins
every module, and `-mod=readonly` lets no build change it.
"""

import re
import shutil
import subprocess
from collections import Counter, deque
from collections.abc import Mapping
from pathlib import Path

from .child import run_watched
from .errors import ToolchainError
from .installed import LANGUAGE_HOST, NODEJS_HOST, PULUMI
from .pins import (
    CLI_PACKAGE,
    CLI_VERSION,
    LANGUAGE_EXEC,
    LANGUAGE_HOST_PACKAGE,
    NODEJS_HOST_PACKAGE,
    OLDEST_GO,
    SDK_MODULE,
    VERSION_VARIABLE,
)
from .progress import Progress

_MODULES = Path(__file__).parent
_INSTALL_HINT = "install Go 1.21 or newer (https://go.dev/dl), or Pulumi (https://www.pulumi.com/docs/install)"


def build(target: Path, scratch: Path, environ: Mapping[str, str], progress: Progress) -> None:
    """Put the three programs into the existing folder `target`. `scratch` is a folder for what is of no use later.

    Raises ToolchainError if Go is missing, too old, or fails.
    """
    go = _find_go(environ, "usable Pulumi CLI")
    settings = _settings(environ)
    cli, language_host = (shutil.copytree(_MODULES / name, scratch / name) for name in ("cli", "language-python"))

    progress.step(f"building the Pulumi CLI {CLI_VERSION} with Go, once for this user (5 minutes on 2 cores)")
    _compile(go, cli, CLI_PACKAGE, target / PULUMI, settings, progress)
    progress.step("building its Python language host (20 seconds)")
    _compile(go, language_host, LANGUAGE_HOST_PACKAGE, target / LANGUAGE_HOST, settings, progress)
    _copy_exec_script(go, cli, target / Path(LANGUAGE_EXEC).name, settings)


def build_nodejs_host(target: Path, scratch: Path, environ: Mapping[str, str], progress: Progress) -> None:
    """Put the language host for Node.js into the existing folder `target`.

    Raises ToolchainError if Go is missing, too old, or fails.
    """
    go = _find_go(environ, NODEJS_HOST)
    module = shutil.copytree(_MODULES / "language-nodejs", scratch / "language-nodejs")
    progress.step("building Pulumi's language host for Node.js with Go, once for this user (30 seconds)")
    _compile(go, module, NODEJS_HOST_PACKAGE, target / NODEJS_HOST, _settings(environ), progress)


def _settings(environ: Mapping[str, str]) -> dict[str, str]:
    # Nothing of the user's Go settings may change what is built. Without cgo, no C compiler is needed.
    return {**environ, "GOFLAGS": "-mod=readonly", "GOWORK": "off", "CGO_ENABLED": "0"}


def _find_go(environ: Mapping[str, str], wanted: str) -> str:
    go = shutil.which("go", path=environ.get("PATH", ""))
    if go is None:
        raise ToolchainError(f"no {wanted}, and no Go to build one: {_INSTALL_HINT}")
    answer = subprocess.run([go, "version"], env=dict(environ), capture_output=True, text=True)
    match = re.search(r"\bgo(\d+)\.(\d+)", answer.stdout)
    if match is None or (int(match[1]), int(match[2])) < OLDEST_GO:
        found = match[0] if match else f"{go}, which does not tell its version"
        raise ToolchainError(f"no {wanted}, and {found} is too old to build one: {_INSTALL_HINT}")
    return go


def _compile(
    go: str, module: Path, package: str, output: Path, settings: Mapping[str, str], progress: Progress
) -> None:
    command = [go, "build", "-v", "-trimpath"]
    command += ["-ldflags", f"-s -w -X {VERSION_VARIABLE}={CLI_VERSION}", "-o", str(output), package]
    seen: Counter[str] = Counter()
    complaints: deque[str] = deque(maxlen=10)

    def on_line(line: str | None) -> None:
        kind = _kind(line)
        seen[kind] += 1
        if kind == "complaint":
            complaints.append(str(line).rstrip())
        progress.update(f"{seen['fetched']} modules fetched, {seen['compiled']} packages compiled")

    if run_watched(command, on_line, cwd=module, environ=settings) != 0:
        raise ToolchainError("\n".join([f"go build failed for {package}:", *complaints]))
    progress.done(f"built {output.name}: {seen['compiled']} packages compiled")


def _kind(line: str | None) -> str:
    if line is None:
        return "tick"
    if line.startswith("go: downloading "):
        return "fetched"
    # With -v, go prints the name of each package that it compiles, alone on a line.
    return "compiled" if re.fullmatch(r"[\w.~/-]+\n", line) else "complaint"


def _copy_exec_script(go: str, module: Path, output: Path, settings: Mapping[str, str]) -> None:
    command = [go, "list", "-m", "-f", "{{.Dir}}", SDK_MODULE]
    answer = subprocess.run(command, cwd=module, env=dict(settings), capture_output=True, text=True)
    if answer.returncode != 0:
        raise ToolchainError(f"go list failed for {SDK_MODULE}:\n{answer.stderr.strip()}")
    shutil.copyfile(Path(answer.stdout.strip(), LANGUAGE_EXEC), output)
    output.chmod(0o755)
