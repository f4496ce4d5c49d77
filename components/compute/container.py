"""A container of a task, and its definition as ECS hands it back.

ECS stores definitions in a form of its own: lists in its order, defaults filled in. A definition that differs from that
form is a change at every refresh, and every change is a new revision and a deployment. So it is written in that form
from the start, the same bytes for the same meaning. Everything here is a calculation; no resource is created.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import pulumi

_PINNED_IMAGE = re.compile(r"[^@\s]+@sha256:[0-9a-f]{64}")
_ECR_IMAGE = re.compile(
    r"(?P<account>\d{12})\.dkr[.-]ecr\.(?P<region>[a-z0-9-]+)\.(amazonaws\.com|amazonaws\.com\.cn|on\.aws)/(?P<repository>[^@:]+)"
)
_SECRET = re.compile(
    r"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]+(:[^:]*:[^:]*:[^:]*)?"
)
_PARAMETER = re.compile(r"arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter/[A-Za-z0-9/_.-]+")
_NOT_ROOT = re.compile(r"[1-9]\d*(:[1-9]\d*)?")
_ABSOLUTE_PATH = re.compile(r"(/[A-Za-z0-9._-]+)+")
_STOP_TIMEOUT_MAXIMUM = 120  # seconds; the most that Fargate waits before it kills a container (aws-facts E06)


@dataclass(frozen=True, kw_only=True)
class ContainerHealthCheck:
    """How ECS asks the container itself whether it works. The target group asks on its own account, from outside."""

    # CMD or CMD-SHELL and the command; none means curl on /health of the container's port. The image must contain it.
    command: Sequence[str] | None = None
    # Seconds between two checks.
    interval_seconds: int = 15
    # Seconds after which a check counts as failed.
    timeout_seconds: int = 5
    # Failures in a row after which ECS replaces the task.
    retries: int = 3
    # Seconds after the start in which failures do not count; long enough for a JVM or a framework to come up.
    start_period_seconds: int = 60

    def __post_init__(self) -> None:
        if self.command is not None and list(self.command[:1]) not in (["CMD"], ["CMD-SHELL"]):
            raise ValueError("the command of a health check must begin with CMD or CMD-SHELL: put one of them first")
        if self.timeout_seconds >= self.interval_seconds:
            raise ValueError(
                f"a health check may take {self.timeout_seconds} s but is repeated every {self.interval_seconds} s:"
                " make timeout_seconds shorter than interval_seconds"
            )
        if not 0 <= self.start_period_seconds <= 300:
            raise ValueError("start_period_seconds must be between 0 and 300, the range of ECS")


class PortProtocol(Enum):
    """What a container's port speaks."""

    TCP = "tcp"
    """HTTP, gRPC and most others."""
    UDP = "udp"
    """Datagrams, which only a network load balancer passes on."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """What runs in a task. Nothing in it may be root, and nothing but ``writable_paths`` may be written to."""

    # Image and digest, ``<registry>/<repository>@sha256:<64 hex digits>``: a tag can change under a running service.
    image: str
    # Port that it listens on; the article's. None for what listens to nothing, such as a worker.
    port: int | None = 8080
    # What it speaks on the port. Health checks speak TCP all the same, on a port of their own.
    protocol: PortProtocol = PortProtocol.TCP
    # Name inside the task; the load balancer and the log streams refer to it.
    name: str = "app"
    # Plain settings. What only the program knows and a rule wants to see (keep-alive, pool sizes) belongs here.
    environment: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    # Environment variables whose value ECS fetches at start: name to ARN of a Secrets Manager secret or SSM parameter.
    secrets: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    # How ECS checks it; the article's timing.
    health_check: ContainerHealthCheck = field(default_factory=ContainerHealthCheck)
    # User and group id; not root, and high enough to be nobody on the host.
    user: str = "10001:10001"
    # Directories on the task's own disk. They belong to root unless the image makes them as a VOLUME of ``user``.
    writable_paths: Sequence[str] = ("/tmp",)  # noqa: S108 - of a container, which no other user shares
    # Seconds between SIGTERM and SIGKILL, 120 at most; ECS's default. Requests have drained before.
    stop_timeout_seconds: int = 30
    # MiB of log lines held while CloudWatch is slow; when full, lines are lost, requests are not. AWS's example.
    log_buffer_mib: int = 25

    def __post_init__(self) -> None:
        if not _PINNED_IMAGE.fullmatch(self.image):
            raise ValueError(
                f"the image {self.image!r} is not pinned: end it with @sha256: and the 64 hex digits of its digest"
            )
        if not _NOT_ROOT.fullmatch(self.user):
            raise ValueError(f"the user {self.user!r} must be a number other than 0, or two as in 10001:10001")
        if not 2 <= self.stop_timeout_seconds <= _STOP_TIMEOUT_MAXIMUM:
            raise ValueError(
                f"stop_timeout_seconds must be between 2 and {_STOP_TIMEOUT_MAXIMUM}, the longest that Fargate waits"
            )
        if bad := [path for path in self.writable_paths if not _ABSOLUTE_PATH.fullmatch(path)]:
            raise ValueError(f"the writable paths {bad} must be absolute, as in /tmp, and not the root itself")
        if self.health_check.command is None and (self.port is None or self.protocol is PortProtocol.UDP):
            raise ValueError("the usual health check asks /health on a TCP port: give health_check.command")
        self._check_variables()

    def _check_variables(self) -> None:
        if twice := sorted(set(self.environment) & set(self.secrets)):
            raise ValueError(f"{', '.join(twice)}: given in environment and in secrets, keep one of them")
        for name, arn in self.secrets.items():
            if isinstance(arn, str):
                secret_arn(name, arn)

    @property
    def volumes(self) -> Mapping[str, str]:
        """The task's volumes for the writable paths: name to path."""
        return {f"writable-{number}": path for number, path in enumerate(sorted(set(self.writable_paths)), start=1)}


@dataclass(frozen=True, kw_only=True)
class Logging:
    """Where a container's lines go: the CloudWatch log group ``group`` in ``region``."""

    group: str
    region: str


def render(
    container: Container,
    *,
    cpu_units: int,
    memory_mib: int,
    environment: Mapping[str, str],
    secrets: Mapping[str, str],
    logging: Logging,
) -> str:
    """The container definitions of a task that has only this container, which may use all of it.

    ``environment`` and ``secrets`` are those of ``container`` with their outputs resolved.
    """
    definition = {
        "name": container.name,
        "image": container.image,
        "essential": True,
        "cpu": cpu_units,
        "memory": memory_mib,
        "user": container.user,
        "readonlyRootFilesystem": True,
        "stopTimeout": container.stop_timeout_seconds,
        "portMappings": _port_mappings(container),
        "environment": [{"name": name, "value": environment[name]} for name in sorted(environment)],
        "healthCheck": _health_check(container),
        "logConfiguration": _log_configuration(container, logging),
        "linuxParameters": {"initProcessEnabled": True},  # reaps the health check's processes and passes SIGTERM on
        "mountPoints": [
            {"sourceVolume": volume, "containerPath": path, "readOnly": False}
            for volume, path in container.volumes.items()
        ],
        "volumesFrom": [],
        "systemControls": [],
    }
    if secrets:  # ECS leaves the key out when there are none
        definition["secrets"] = [
            {"name": name, "valueFrom": secret_arn(name, secrets[name])} for name in sorted(secrets)
        ]
    return json.dumps([definition], sort_keys=True, separators=(",", ":"))


def secret_arn(variable: str, arn: str) -> str:
    """``arn`` itself, if it is one of a secret or parameter.

    Raises:
        ValueError: ``arn`` does not name a Secrets Manager secret or an SSM parameter.
    """
    if not (_SECRET.fullmatch(arn) or _PARAMETER.fullmatch(arn)):
        raise ValueError(
            f"the secret of {variable} is not the ARN of a Secrets Manager secret or an SSM parameter:"
            " give arn:aws:secretsmanager:<region>:<account>:secret:<name>"
            " or arn:aws:ssm:<region>:<account>:parameter/<name>"
        )
    return arn


def permitted_secret_arn(variable: str, arn: str) -> str:
    """The ARN that a permission names for a secret: without the JSON key, version stage and version id."""
    return ":".join(secret_arn(variable, arn).split(":")[:7])


def ecr_repository(image: str) -> tuple[str, str, str] | None:
    """Region, account and name of the ECR repository of ``image``, if it is in one."""
    found = _ECR_IMAGE.match(image)
    return (found["region"], found["account"], found["repository"]) if found else None


def _port_mappings(container: Container) -> list[dict[str, Any]]:
    if container.port is None:
        return []
    return [{"containerPort": container.port, "hostPort": container.port, "protocol": container.protocol.value}]


def _health_check(container: Container) -> dict[str, Any]:
    check = container.health_check
    command = check.command or ("CMD-SHELL", f"curl -f http://localhost:{container.port}/health || exit 1")
    return {
        "command": list(command),
        "interval": check.interval_seconds,
        "timeout": check.timeout_seconds,
        "retries": check.retries,
        "startPeriod": check.start_period_seconds,
    }


def _log_configuration(container: Container, logging: Logging) -> dict[str, Any]:
    return {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": logging.group,
            "awslogs-region": logging.region,
            "awslogs-stream-prefix": "ecs",
            "mode": "non-blocking",  # a slow CloudWatch must not stop requests
            "max-buffer-size": f"{container.log_buffer_mib}m",
        },
    }
