"""Programs that keep and break DATABASE-021, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def _proxy(*, tls: bool | None) -> None:
    aws.rds.Proxy(
        "main",
        engine_family="POSTGRESQL",
        role_arn="arn:aws:iam::123456789012:role/proxy",
        auths=[{"auth_scheme": "SECRETS"}],
        vpc_subnet_ids=["subnet-11111111", "subnet-22222222"],
        require_tls=tls,
    )


def good_required() -> None:
    """TLS or nothing."""
    _proxy(tls=True)


def bad_default() -> None:
    """Database proxy `main` takes connections without TLS (requireTls)."""
    _proxy(tls=None)


def bad_switched_off() -> None:
    """Database proxy `main` takes connections without TLS (requireTls)."""
    _proxy(tls=False)
