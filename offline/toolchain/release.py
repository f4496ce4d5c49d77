"""Fetches the official release archive of the CLI and checks it against the checksums of the release.

The archive comes from Pulumi's download host, the checksums from the release page on GitHub. An archive that does not
match stops the set-up: building from source instead would hide that somebody changed it.
"""

import hashlib
import http.client
import tarfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .errors import ToolchainError
from .pins import CHECKSUMS_URL, CLI_VERSION, RELEASES_URL
from .progress import Progress

# Seconds without a byte (or without a connection) until the host counts as out of reach. Short, since the answer to it
# is to build from source and many closed networks drop packets silently.
TIMEOUT_SECONDS = 4.0
_CHUNK_BYTES = 1 << 20


class UnavailableError(Exception):
    """The archive or its checksum cannot be had from here: no connection, or no such file."""


def download(archive: str, target: Path, scratch: Path, environ: Mapping[str, str], progress: Progress) -> None:
    """Put the programs of the release archive `archive` into the existing folder `target`, by way of `scratch`.

    `FLOODGATE_PULUMI_RELEASES` and `FLOODGATE_PULUMI_CHECKSUMS` name mirrors of the two hosts. Raises UnavailableError
    if either file cannot be had, ToolchainError if the archive is not the one that was released.
    """
    releases = environ.get("FLOODGATE_PULUMI_RELEASES", RELEASES_URL)
    checksums = environ.get("FLOODGATE_PULUMI_CHECKSUMS", CHECKSUMS_URL)
    expected = _expected_digest(f"{checksums}/pulumi-{CLI_VERSION}-checksums.txt", archive)
    progress.step(f"downloading the Pulumi CLI {CLI_VERSION}, once for this user")
    file = scratch / archive
    actual = _fetch(f"{releases}/{archive}", file, progress)
    if actual != expected:
        raise ToolchainError(
            f"{releases}/{archive} has SHA-256 {actual}, but its release says {expected}: "
            "not used. Try again, and report it if it stays so."
        )
    _unpack(file, target)
    progress.done("downloaded and checked")


def _expected_digest(url: str, archive: str) -> str:
    with _reading(url) as response:
        # Lines as of sha256sum: the digest, two blanks, the file name. 1 MiB is 200 times the real size.
        listing = response.read(_CHUNK_BYTES).decode("utf-8", "replace")
    digests = {words[1]: words[0].lower() for words in map(str.split, listing.splitlines()) if len(words) == 2}
    if archive not in digests:
        raise UnavailableError(f"{url} does not list {archive}")
    return digests[archive]


def _fetch(url: str, file: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    received = 0
    with _reading(url) as response, file.open("wb") as output:
        while chunk := response.read(_CHUNK_BYTES):
            output.write(chunk)
            digest.update(chunk)
            received += len(chunk)
            progress.update(f"{received / 1e6:.0f} MB")
        if received < int(response.headers.get("Content-Length", 0)):
            raise UnavailableError(f"{url} broke off after {received} bytes")
    return digest.hexdigest()


@contextmanager
def _reading(url: str) -> Iterator[http.client.HTTPResponse]:
    try:
        # S310: the addresses are our own, or a mirror that this user has named.
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            yield response
    except (OSError, http.client.HTTPException) as error:  # URLError and HTTPError are OSErrors
        raise UnavailableError(f"{url}: {error}") from error


def _unpack(file: Path, target: Path) -> None:
    """Take the plain files of the archive's one folder, by name: no path, link or owner of the archive is followed."""
    with tarfile.open(file) as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)):
                program = target / Path(member.name).name
                with content, program.open("wb") as output:
                    while chunk := content.read(_CHUNK_BYTES):
                        output.write(chunk)
                program.chmod(0o755)
