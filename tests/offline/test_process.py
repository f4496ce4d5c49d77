"""The plugin as a process: it prints its port, answers, writes timings if asked, and refuses a wrong setting."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import provider_pb2_grpc

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def plugin(**environment: str) -> Iterator[subprocess.Popen[str]]:
    """The provider, started as the engine starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "offline.aws"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def test_it_prints_its_port_and_answers_there(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with plugin(FLOODGATE_OFFLINE_TIMINGS=str(calls)) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            info = provider_pb2_grpc.ResourceProviderStub(channel).GetPluginInfo(Empty(), timeout=10)
    assert info.version == "7.51.1"
    name, seconds = calls.read_text().split()
    assert name == "GetPluginInfo"
    assert float(seconds) < 10


def test_a_wrong_setting_is_one_line() -> None:
    with plugin(FLOODGATE_OFFLINE_UNKNOWNS="maybe") as process:
        assert process.stderr is not None
        assert process.wait(timeout=20) == 1
        lines = process.stderr.read().splitlines()
    assert lines == ["offline AWS: FLOODGATE_OFFLINE_UNKNOWNS is 'maybe'; allowed: strict, or unset"]
