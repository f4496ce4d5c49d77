"""The database's user and password: AWS keeps them in Secrets Manager, and makes a new password every seven days."""

import asyncio
import time

from pydantic import BaseModel, SecretStr, ValidationError

from services import aws


class Login(BaseModel, frozen=True):
    """Who logs in."""

    username: str
    password: SecretStr


class CredentialsError(Exception):
    """The secret cannot be read, or holds something else. The message names it, and never what is in it."""


class Credentials:
    """What the secret holds, read once and again when the database refuses it."""

    def __init__(self, secret_arn: str) -> None:
        self._secret_arn = secret_arn
        self._login: Login | None = None
        self._read_at = 0.0
        self._lock = asyncio.Lock()

    async def login(self) -> Login:
        """User and password.

        Raises:
            CredentialsError: the secret cannot be read.
        """
        return self._login or await self._read(before=time.monotonic())

    async def refresh(self, refused: Login) -> Login:
        """What the secret holds now; ``refused`` is what the database did not take.

        Raises:
            CredentialsError: the secret cannot be read, or still holds what was refused.
        """
        renewed = self._login
        if renewed is None or renewed == refused:
            renewed = await self._read(before=time.monotonic())
        if renewed == refused:
            raise CredentialsError(f"the database refuses the password that {self._secret_arn} holds")
        return renewed

    async def _read(self, *, before: float) -> Login:
        """The secret, read by one of those who wait for it: with many connections, many ask at once."""
        async with self._lock:
            if self._login is None or self._read_at < before:
                started = time.monotonic()
                self._login = await asyncio.to_thread(_read_secret, self._secret_arn)
                self._read_at = started
            return self._login


def _read_secret(arn: str) -> Login:
    try:
        secret = aws.client("secretsmanager", tries=2).get_secret_value(SecretId=arn)
        return Login.model_validate_json(secret["SecretString"])
    except ValidationError:
        raise CredentialsError(f"{arn} does not hold a username and a password as JSON") from None
    except (*aws.AwsError, KeyError) as wrong:
        raise CredentialsError(f"{arn} cannot be read: {wrong}") from wrong
