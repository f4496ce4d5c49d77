"""Entry point of the plugin: serve on a free loopback port, print it, and stay until the engine lets go."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from offline.aws.provider import SimulatedAws

_MAX_MESSAGE_BYTES = 400 * 1024 * 1024  # the engine's own limit


def main() -> None:
    """Serve until the engine ends."""
    try:
        provider = SimulatedAws()
    except ValueError as error:
        sys.exit(f"offline AWS: {error}")
    server = grpc.server(
        ThreadPoolExecutor(max_workers=4),
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


def _wait_for_the_engine_to_go() -> None:
    """The engine ends its plugins. A killed engine cannot: a plugin that another process adopted ends itself."""
    engine = os.getppid()
    while os.getppid() == engine:
        time.sleep(1)


if __name__ == "__main__":
    main()
