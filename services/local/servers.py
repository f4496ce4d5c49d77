"""PostgreSQL with a streaming replica, Redis and a moto server: real servers, on free ports of 127.0.0.1.

Each lives in a folder of its own and ends with the process that started it, however that ends. What is not on PATH is
installed by ``install``.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from services.local.install import ServerError, path_of

HOST: Final = "127.0.0.1"
REPLICA_HOST: Final = "127.0.0.2"
"""Another address of this machine, for a replica that must have its primary's port, as one in AWS has."""

_PR_SET_PDEATHSIG: Final = 1
_START_SECONDS: Final = 30
_STOP_SECONDS: Final = 10
_LAST_LINES: Final = 15  # of a log, when something is wrong
# Durability is not what these servers are for, and fsync is most of what they would do. Commits stay in order.
_POSTGRES_SETTINGS: Final = (
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=200",
    "wal_level=replica",
    "max_wal_senders=4",
    "wal_sender_timeout=5s",
    "wal_receiver_status_interval=1s",
    "hot_standby=on",
    "unix_socket_directories=",
    "log_min_messages=warning",
)


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


class Server:
    """A server process. It can be killed, stopped, frozen and started again, on the same port with the same data."""

    name = "server"

    def __init__(self, folder: Path, port: int | None = None, *, host: str = HOST) -> None:
        self.folder = folder
        self.host = host
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._told = False

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            ServerError: it does not.
        """
        self.launch()
        self.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def launch(self) -> None:
        """Start it, and do not wait."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._told = False
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **self._environment()},
                preexec_fn=_end_with_parent,  # start servers before threads: this runs in the forked child
                user=self._user(),
                process_group=0,  # Ctrl-C is for whoever started it, who then ends its servers in order
            )

    def wait(self) -> None:
        """Wait until it answers.

        Raises:
            ServerError: it does not.
        """
        until = time.monotonic() + _START_SECONDS
        while not self.answers():
            if self.ended() or time.monotonic() > until:
                self.kill()
                raise ServerError(f"{self.name} does not start; its log ends:\n{self.last_lines()}")
            time.sleep(0.02)

    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    @property
    def log(self) -> Path:
        """The file with what it writes."""
        return self.folder.with_suffix(".log")

    def last_lines(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-_LAST_LINES:])

    def tell_to_stop(self) -> None:
        """Tell it to end as a supervisor would, once, and do not wait."""
        if self.process is not None and not self.ended() and not self._told:
            self.thaw()
            self.process.send_signal(self._stop_signal())
            self._told = True

    def stop(self) -> None:
        """End it as a supervisor would."""
        self.tell_to_stop()
        if self.process is not None:
            try:
                self.process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None

    def freeze(self) -> None:
        """Let it neither answer nor end: connections stay open and silent."""
        for pid in self._pids():
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen one go on."""
        for pid in self._pids():
            os.kill(pid, signal.SIGCONT)

    def answers(self) -> bool:
        """Whether it takes connections, and answers."""
        try:
            with socket.create_connection((self.host, self.port), timeout=1):
                return True
        except OSError:
            return False

    def _pids(self) -> list[int]:
        """The process, and its children if it has any."""
        if self.process is None or self.process.poll() is not None:
            return []
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [self.process.pid, *(int(pid) for pid in children.read_text().split())]

    def _command(self) -> Sequence[str]:
        raise NotImplementedError

    def _environment(self) -> Mapping[str, str]:
        return {}

    def _user(self) -> str | None:
        return None

    def _stop_signal(self) -> signal.Signals:
        return signal.SIGTERM


class Postgres(Server):
    """A PostgreSQL server; with ``primary``, a streaming replica of that one."""

    name = "PostgreSQL"
    user = "shop"
    password = "only-on-this-machine"  # noqa: S105 - made up, and reachable from this machine only

    def __init__(
        self, folder: Path, port: int | None = None, *, host: str = HOST, primary: "Postgres | None" = None
    ) -> None:
        super().__init__(folder, port, host=host)
        self.primary = primary

    def start(self) -> None:
        """Start it; the first time, make its files: anew, or as a copy of the primary."""
        if not (self.folder / "PG_VERSION").exists():
            self._make()
        super().start()

    def promote(self) -> None:
        """Make a replica the primary, as a failover does."""
        self._run("pg_ctl", "promote", "--pgdata", str(self.folder), "--wait")

    def answers(self) -> bool:
        """Whether it takes connections."""
        ready = [path_of("pg_isready"), "-q", "-h", self.host, "-p", str(self.port), "-t", "1"]
        return subprocess.run(ready, check=False).returncode == 0

    def url(self, database: str) -> str:
        """Where a database is, for psycopg."""
        return f"postgresql://{self.user}:{self.password}@{self.host}:{self.port}/{database}"

    def _make(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700)
        secret = self.folder.with_suffix(".password")
        secret.write_text(self.password)
        if user := self._user():
            for path in (self.folder, secret):
                shutil.chown(path, user)
        if self.primary is None:
            authentication = ("--auth=scram-sha-256", f"--pwfile={secret}", f"--username={self.user}")
            self._run("initdb", *authentication, "--no-sync", "--encoding=UTF8", "--locale=C", str(self.folder))
            with (self.folder / "pg_hba.conf").open("a") as access:
                access.write("host replication all 127.0.0.1/32 scram-sha-256\n")
        else:
            source = f"host={self.primary.host} port={self.primary.port} user={self.user} password={self.password}"
            copy = ("--wal-method=stream", "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
            self._run("pg_basebackup", f"--dbname={source}", f"--pgdata={self.folder}", *copy)

    def _run(self, tool: str, *arguments: str) -> None:
        done = subprocess.run(
            [path_of(tool), *arguments], check=False, capture_output=True, text=True, user=self._user(), cwd="/"
        )
        if done.returncode:
            raise ServerError(f"{tool} failed: {done.stderr[-2000:]}")

    def _command(self) -> Sequence[str]:
        settings = (*_POSTGRES_SETTINGS, f"listen_addresses={self.host}", f"port={self.port}")
        return [path_of("postgres"), "-D", str(self.folder), *(part for each in settings for part in ("-c", each))]

    def _user(self) -> str | None:
        # PostgreSQL refuses to run as root.
        return "postgres" if os.geteuid() == 0 else None

    def _stop_signal(self) -> signal.Signals:
        return signal.SIGINT  # fast shutdown: connections are closed, not waited for


class Redis(Server):
    """A Redis server that holds everything in memory only."""

    name = "Redis"

    def __init__(self, folder: Path, port: int | None = None, *, token: str = "") -> None:
        super().__init__(folder, port)
        self.token = token

    def _command(self) -> Sequence[str]:
        place = ("--bind", HOST, "--port", str(self.port), "--requirepass", self.token)
        settings = (*place, "--save", "", "--appendonly", "no")
        return [path_of("redis-server"), *settings, "--maxmemory", "64mb", "--maxmemory-policy", "noeviction"]


class Moto(Server):
    """A moto server: the AWS APIs, simulated in memory."""

    name = "moto"

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def environment(self) -> Mapping[str, str]:
        """What boto3 must be told to ask it in place of AWS."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_REGION": "us-east-1",
            # Nothing that somebody configured for a real account applies.
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def _command(self) -> Sequence[str]:
        return [sys.executable, "-m", "moto.server", "--host", HOST, "--port", str(self.port)]


def _end_with_parent() -> None:
    """Have the kernel end this process when its parent does: nothing is left over after a crash."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
