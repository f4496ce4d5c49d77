"""Entry point of the plugin: serve on a free loopback port, print it, and stay until the engine lets go."""

import os
import sys
import time
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
    server = grpc.server(
        ThreadPoolExecutor(max_workers=4),
        interceptors=[_Timing(Path(timings))] if timings else [],
        options=[
            ("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES),
            ("grpc.max_send_message_length", _MAX_MESSAGE_BYTES),
        ],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    _wait_for_the_engine_to_go()


class _Timing(grpc.ServerInterceptor):  # type: ignore[misc]  # grpc has no types of its own
    """Writes down how long each call took, for `make bench`."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def intercept_service(self, continuation: Any, details: Any) -> Any:
        handler = continuation(details)

        def timed(request: Any, context: Any) -> Any:
            start = time.perf_counter()
            try:
                return handler.unary_unary(request, context)
            finally:
                with self._file.open("a") as log:
                    log.write(f"{details.method.rpartition('/')[2]} {time.perf_counter() - start:.6f}\n")

        return grpc.unary_unary_rpc_method_handler(timed, handler.request_deserializer, handler.response_serializer)


def _wait_for_the_engine_to_go() -> None:
    """The engine ends its plugins. A killed engine cannot: a plugin that another process adopted ends itself."""
    engine = os.getppid()
    while os.getppid() == engine:
        time.sleep(1)


if __name__ == "__main__":
    main()
