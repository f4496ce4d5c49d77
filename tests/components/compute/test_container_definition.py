"""The container definition: written as ECS hands it back, and what a container may not be."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import pytest

from components.compute.container import (
    Container,
    ContainerHealthCheck,
    Logging,
    PortProtocol,
    ecr_repository,
    permitted_secret_arn,
    render,
    secret_arn,
)

DIGEST = "@sha256:" + "0a" * 32
CONTAINER = Container(image=f"123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/api{DIGEST}")
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf"
PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db-url"


def rendered(
    container: Container = CONTAINER,
    environment: Mapping[str, str] | None = None,
    secrets: Mapping[str, str] | None = None,
) -> str:
    return render(
        container,
        cpu_units=512,
        memory_mib=1024,
        environment=environment or {},
        secrets=secrets or {},
        logging=Logging(group="/ecs/api", region="us-east-1"),
    )


def definition(*args: Any, **kwargs: Any) -> dict[str, Any]:
    (only,) = json.loads(rendered(*args, **kwargs))
    assert isinstance(only, dict)
    return only


def test_two_renderings_are_the_same_bytes_whatever_the_order_of_the_variables() -> None:
    one = rendered(environment={"A": "1", "B": "2"}, secrets={"C": SECRET, "D": PARAMETER})
    other = rendered(environment={"B": "2", "A": "1"}, secrets={"D": PARAMETER, "C": SECRET})
    assert one == other


def test_keys_and_variables_are_in_alphabetical_order() -> None:
    made = definition(environment={"B": "2", "A": "1"}, secrets={"D": PARAMETER, "C": SECRET})
    assert list(made) == sorted(made)
    assert made["environment"] == [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]
    assert made["secrets"] == [{"name": "C", "valueFrom": SECRET}, {"name": "D", "valueFrom": PARAMETER}]


def test_what_ecs_fills_in_is_there_already() -> None:
    made = definition(dataclasses.replace(CONTAINER, writable_paths=()))
    assert made["essential"] is True
    assert made["portMappings"] == [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}]
    assert [made[name] for name in ("environment", "mountPoints", "volumesFrom", "systemControls")] == [[], [], [], []]


def test_nothing_is_null_and_no_empty_secrets_are_given() -> None:
    assert "null" not in rendered()
    assert "secrets" not in definition()


def test_the_container_has_the_articles_size_and_health_check() -> None:
    made = definition()
    assert (made["cpu"], made["memory"]) == (512, 1024)
    assert made["healthCheck"] == {
        "command": ["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"],
        "interval": 15,
        "timeout": 5,
        "retries": 3,
        "startPeriod": 60,
    }


def test_the_health_check_follows_the_port_and_gives_way_to_a_command() -> None:
    assert "localhost:9000" in definition(dataclasses.replace(CONTAINER, port=9000))["healthCheck"]["command"][1]
    own = dataclasses.replace(CONTAINER, health_check=ContainerHealthCheck(command=["CMD", "/probe"]))
    assert definition(own)["healthCheck"]["command"] == ["CMD", "/probe"]


def test_the_container_is_nobody_cannot_write_and_has_an_init_process() -> None:
    made = definition()
    assert made["user"] == "10001:10001"
    assert made["readonlyRootFilesystem"] is True
    assert made["linuxParameters"] == {"initProcessEnabled": True}
    assert made["stopTimeout"] == 30


def test_writable_paths_are_mounted_from_volumes_of_the_task() -> None:
    container = dataclasses.replace(CONTAINER, writable_paths=["/var/run", "/tmp"])  # noqa: S108 - of a container
    assert container.volumes == {"writable-1": "/tmp", "writable-2": "/var/run"}  # noqa: S108 - of a container
    assert definition(container)["mountPoints"] == [
        {"sourceVolume": "writable-1", "containerPath": "/tmp", "readOnly": False},  # noqa: S108 - of a container
        {"sourceVolume": "writable-2", "containerPath": "/var/run", "readOnly": False},
    ]


def test_lines_go_to_the_log_group_and_never_hold_requests_up() -> None:
    assert definition()["logConfiguration"] == {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": "/ecs/api",
            "awslogs-region": "us-east-1",
            "awslogs-stream-prefix": "ecs",
            "mode": "non-blocking",
            "max-buffer-size": "25m",
        },
    }


@pytest.mark.parametrize("image", ["api:latest", "api", f"api:v1{DIGEST[:-1]}", f"api{DIGEST.upper()}"])
def test_an_image_without_a_digest_is_refused(image: str) -> None:
    with pytest.raises(ValueError, match="is not pinned: end it with @sha256:"):
        Container(image=image)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"user": "root"}, "must be a number other than 0"),
        ({"user": "0:0"}, "must be a number other than 0"),
        ({"stop_timeout_seconds": 121}, "between 2 and 120"),
        ({"writable_paths": ["tmp"]}, "must be absolute"),
        ({"writable_paths": ["/"]}, "must be absolute"),
        ({"environment": {"A": "1"}, "secrets": {"A": SECRET}}, "A: given in environment and in secrets"),
        (
            {"secrets": {"DB_URL": "arn:aws:ssm:us-east-1::parameter/prod/db-url"}},
            "the secret of DB_URL is not the ARN",
        ),
    ],
)
def test_a_contradictory_container_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(CONTAINER, **change)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"command": ["curl"]}, "must begin with CMD or CMD-SHELL"),
        ({"command": []}, "must begin with CMD or CMD-SHELL"),
        ({"timeout_seconds": 15}, "make timeout_seconds shorter than interval_seconds"),
        ({"start_period_seconds": 301}, "between 0 and 300"),
    ],
)
def test_a_contradictory_health_check_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ContainerHealthCheck(**change)


@pytest.mark.parametrize(
    "arn",
    [
        SECRET,
        PARAMETER,
        f"{SECRET}:password::",
        "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a",
        SECRET.replace("prod/db-", "rds!cluster-6f0b2c9d-1e4a-7f38-58c6-d2b19e07a4f5-"),  # as RDS names its own
    ],
)
def test_secrets_and_parameters_of_any_partition_are_accepted(arn: str) -> None:
    assert secret_arn("A", arn) == arn


@pytest.mark.parametrize("arn", ["/prod/db-url", "arn:aws:sqs:us-east-1:123456789012:orders", f"{SECRET}:password"])
def test_what_names_no_secret_is_refused_without_repeating_it(arn: str) -> None:
    with pytest.raises(ValueError, match="the secret of A is not the ARN") as refusal:
        secret_arn("A", arn)
    assert arn not in str(refusal.value)


def test_a_permission_names_the_secret_without_the_key_inside_it() -> None:
    assert permitted_secret_arn("A", f"{SECRET}:password::") == SECRET
    assert permitted_secret_arn("A", PARAMETER) == PARAMETER


def test_an_ecr_image_gives_its_repository_and_another_none() -> None:
    assert ecr_repository(CONTAINER.image) == ("us-east-1", "123456789012", "floodgate/api")
    assert ecr_repository(f"public.ecr.aws/nginx/nginx{DIGEST}") is None


@pytest.mark.parametrize("change", [{"port": None}, {"protocol": PortProtocol.UDP}])
def test_what_cannot_be_asked_by_http_needs_a_check_of_its_own(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"give health_check\.command"):
        dataclasses.replace(CONTAINER, **change)
