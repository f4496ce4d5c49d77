"""Programs that keep and break SERVICE-023. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-AbCdEf"  # noqa: S105 - an ARN


def _task(
    variables: dict[str, str],
    secrets: list[dict[str, str]] | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    environment = [{"name": name, "value": value} for name, value in variables.items()]
    containers = [{"name": "app", "image": "app:1", "environment": environment, "secrets": secrets or []}]
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        execution_role_arn="arn:aws:iam::123456789012:role/execution",
        container_definitions=json.dumps(containers),
        opts=opts,
    )


def good_from_store() -> None:
    """ECS fetches the password when the task starts."""
    _task({"DB_USER": "shop"}, secrets=[{"name": "DB_PASSWORD", "valueFrom": SECRET}])


def good_names_of_secrets() -> None:
    """Where secrets are, how long they last and whether they are used is no secret."""
    _task({"DB_SECRET_ARN": SECRET, "DB_SECRET": SECRET, "USE_TOKEN": "true", "TOKEN_TTL": "300"})


def good_path() -> None:
    """A file that holds the token."""
    _task({"SERVICE_TOKEN": "/var/run/secrets/token"})


def bad_password() -> None:
    """Environment variable 2 of container 1 of task definition `web` has a name that ends with PASSWORD, and a plain
    value."""
    _task({"DB_USER": "shop", "DB_PASSWORD": "hunter2"})


def bad_camel_case() -> None:
    """Environment variable 1 of container 1 of task definition `web` has a name that ends with API_KEY, and a plain
    value."""
    _task({"stripe_api_key": "sk_live_0123"})


def bad_key_of_aws() -> None:
    """Environment variable 1 of container 1 of task definition `web` has a name that ends with ACCESS_KEY, and a plain
    value."""
    _task({"AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI"})


def bad_url() -> None:
    """Environment variable 1 of container 1 of task definition `web` holds a URL with a password, as plain text."""
    _task({"DATABASE_URL": "postgres://shop:hunter2@db.internal:5432/shop"})


def bad_inside_component() -> None:
    """Environment variable 1 of container 1 of task definition `web` has a name that ends with TOKEN, and a plain
    value."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task({"CACHE_TOKEN": "0123456789abcdef"}, opts=pulumi.ResourceOptions(parent=component))
