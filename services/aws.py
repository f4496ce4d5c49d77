"""Clients of AWS that fail fast: with short timeouts, and tries only where asked for.

Whoever calls knows better when to try again.
"""

from typing import Any, Final

import boto3  # type: ignore[import-untyped]  # boto3 ships no types
from botocore.config import Config  # type: ignore[import-untyped]  # nor does botocore
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]  # the same

__all__ = ["AwsError", "ClientError", "client", "code"]

AwsError: Final = (BotoCoreError, ClientError)
"""What a call may raise: it did not get there, or it was refused."""

_CONNECT_SECONDS: Final = 1.0  # guess: many times what a connection within a region takes


def client(service: str, *, seconds: float = 3, tries: int = 1) -> Any:
    """A client of ``service``, for any number of threads.

    Args:
        service: boto3's name for it.
        seconds: longest silence in an answer before the call is given up.
        tries: calls in all before an error is told, with a pause between them.
    """
    config = Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=seconds,
        retries={"mode": "standard", "total_max_attempts": tries},
    )
    return boto3.session.Session().client(service, config=config)


def code(error: Exception) -> str:
    """What AWS calls an error, without the service's prefix; for one that AWS did not tell, its type."""
    if isinstance(error, ClientError):
        told: str = error.response["Error"]["Code"]
        return told.rpartition(".")[2]
    return type(error).__name__
