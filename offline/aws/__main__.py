"""Entry point of the plugin: serve on a free loopback port, print it, and stay until the engine lets go."""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from offline.aws.provider import SimulatedAws

TIMINGS = "FLOODGATE_OFFLINE_TIMINGS"  # a file to write a line to for each call: its name and seconds
_MAX_MESSAGE_BYTES = 400 * 1024 * 1024  # the engine's own limit


def main() -> None:
    """Serve until the engine ends."""
    try:
        provider = SimulatedAws()
    except ValueError as error:
        sys.exit(f"offline AWS: {error}")
    timings = os.environ.get(TIMINGS)
    servicer: Any = _Timed(provider, Path(timings)) if timings else provider
    server = grpc.server(
        ThreadPoolExecutor(max_workers=4),
        options=[
            ("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES),
            ("grpc.max_send_message_length", _MAX_MESSAGE_BYTES),
        ],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    _wait_for_the_engine_to_go()


class _Timed:
    """A provider that writes down how long each call took, for `make bench`."""

    def __init__(self, provider: SimulatedAws, file: Path) -> None:
        self._provider = provider
        self._file = file

    def __getattr__(self, call: str) -> Callable[[Any, Any], Any]:
        answer = getattr(self._provider, call)

        def timed(request: Any, context: Any) -> Any:
            start = time.perf_counter()
            try:
                return answer(request, context)
            finally:
                with self._file.open("a") as log:
                    log.write(f"{call} {time.perf_counter() - start:.6f}\n")

        return timed


def _wait_for_the_engine_to_go() -> None:
    """The engine ends its plugins. A killed engine cannot: a plugin that another process adopted ends itself."""
    engine = os.getppid()
    while os.getppid() == engine:
        time.sleep(1)


if __name__ == "__main__":
    main()
