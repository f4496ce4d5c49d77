"""The release archive, fetched from a server on this machine."""

import hashlib
import io
import socket
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from offline.toolchain import release
from offline.toolchain.cli import ensure_cli, machine_name, system_name
from offline.toolchain.errors import ToolchainError
from offline.toolchain.pins import CLI_VERSION
from offline.toolchain.progress import Progress

ARCHIVE = f"pulumi-v{CLI_VERSION}-{system_name()}-{machine_name()}.tar.gz"
CHECKSUMS = f"pulumi-{CLI_VERSION}-checksums.txt"
PROGRAMS = {"pulumi", "pulumi-language-python", "pulumi-language-python-exec"}


class ReleaseHost(ThreadingHTTPServer):
    """Serves `files` by name; of those in `cut_short`, the last bytes never come."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        content = _archive()
        self.files = {ARCHIVE: content, CHECKSUMS: f"{hashlib.sha256(content).hexdigest()}  {ARCHIVE}\n".encode()}
        self.cut_short: set[str] = set()
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    server: ReleaseHost

    def do_GET(self) -> None:
        name = self.path.removeprefix("/")
        self.server.asked.append(name)
        if name not in self.server.files:
            self.send_error(404)
            return
        content = self.server.files[name]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:-9] if name in self.server.cut_short else content)

    def log_message(self, *_: object) -> None:
        """Nothing: a test that fails says enough."""


def _archive() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in (*PROGRAMS, "../../escaped"):
            content = f"#!/bin/sh\necho {name}\n".encode()
            member = tarfile.TarInfo(f"pulumi/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        link = tarfile.TarInfo("pulumi/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return packed.getvalue()


@pytest.fixture
def host(environ: dict[str, str]) -> Iterator[ReleaseHost]:
    """A release host that `environ` names."""
    server = ReleaseHost()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    environ.update(FLOODGATE_PULUMI_RELEASES=url, FLOODGATE_PULUMI_CHECKSUMS=url)
    yield server
    server.shutdown()
    server.server_close()


def test_the_archive_is_unpacked_into_the_cache(
    host: ReleaseHost, environ: dict[str, str], progress: Progress, tmp_path: Path
) -> None:
    folder = ensure_cli(environ, progress)
    assert folder.is_relative_to(tmp_path / "cache")
    # Names are kept and paths are not: nothing lands outside, and links are left behind.
    assert {file.name for file in folder.iterdir()} == PROGRAMS | {"escaped"}
    assert [file.name for file in folder.parent.iterdir()] == ["bin"]
    assert all(file.stat().st_mode & 0o777 == 0o755 for file in folder.iterdir())
    assert host.asked == [CHECKSUMS, ARCHIVE]


def test_a_second_run_asks_nobody(host: ReleaseHost, environ: dict[str, str], progress: Progress) -> None:
    first = ensure_cli(environ, progress)
    host.asked.clear()
    assert ensure_cli(environ, progress) == first
    assert host.asked == []


def test_an_archive_with_another_checksum_stops_the_set_up(
    host: ReleaseHost, environ: dict[str, str], progress: Progress, tmp_path: Path
) -> None:
    host.files[ARCHIVE] += b"more"
    with pytest.raises(ToolchainError, match=r"has SHA-256 \w{64}, but its release says \w{64}: not used"):
        ensure_cli(environ, progress)
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        (CHECKSUMS, None, "404"),
        (ARCHIVE, None, "404"),
        (CHECKSUMS, b"0000  pulumi-of-another-system.tar.gz\n", "does not list"),
    ],
)
def test_what_the_release_does_not_have_is_unavailable(
    host: ReleaseHost,
    environ: dict[str, str],
    progress: Progress,
    tmp_path: Path,
    file: str,
    content: bytes | None,
    reason: str,
) -> None:
    del host.files[file]
    if content is not None:
        host.files[file] = content
    with pytest.raises(release.UnavailableError, match=reason):
        release.download(ARCHIVE, tmp_path, tmp_path, environ, progress)


def test_a_download_that_breaks_off_is_no_wrong_checksum(
    host: ReleaseHost, environ: dict[str, str], progress: Progress, tmp_path: Path
) -> None:
    host.cut_short.add(ARCHIVE)
    with pytest.raises(release.UnavailableError, match=r"broke off|IncompleteRead"):
        release.download(ARCHIVE, tmp_path, tmp_path, environ, progress)


def test_a_host_that_never_answers_is_given_up(
    environ: dict[str, str], progress: Progress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "TIMEOUT_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        environ["FLOODGATE_PULUMI_CHECKSUMS"] = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(release.UnavailableError, match="timed out"):
            release.download(ARCHIVE, tmp_path, tmp_path, environ, progress)
