"""What has a quantity in a service behind the load balancer, and in any task."""

from typing import Annotated

from pydantic import Field

from components.sizing.values import Architecture, Frozen, Strategy, shaped


class TaskSizing(Frozen):
    """One task of a service."""

    # CPU units; 1024 are one vCPU. `fargate_sizes` has the steps, and the memory that goes with each.
    cpu_units: int = Field(ge=256, le=32768)
    # Memory in MiB.
    memory_mib: int = Field(ge=512, le=249856)
    # Processor architecture.
    architecture: Architecture


class ScalingSizing(Frozen):
    """Between how many tasks a service moves, and what moves it."""

    # Tasks at the quietest hour; a single one is an outage whenever it fails (C2).
    min_tasks: int = Field(ge=2, le=5000)
    # Tasks at the busiest; ECS's quota is 5000 a service, and a target group takes 1000 until that quota is raised.
    max_tasks: int = Field(ge=1, le=5000)
    # Mean CPU to hold, in percent.
    cpu_percent: int = Field(ge=1, le=100)
    # Mean memory to hold, in percent.
    memory_percent: int = Field(ge=1, le=100)
    # Requests to hold. CloudWatch counts them per minute: 1000 are 16.7 a second and task.
    requests_per_target_per_minute: int = Field(ge=1, le=1_000_000)
    # Seconds to wait after tasks were removed.
    scale_in_cooldown_seconds: int = Field(ge=0, le=3600)
    # Seconds to wait after tasks were added.
    scale_out_cooldown_seconds: int = Field(ge=0, le=3600)


class TimingSizing(Frozen):
    """The start and the end of a task."""

    # Seconds between the stop signal and the kill; Fargate allows 120.
    stop_timeout_seconds: int = Field(ge=2, le=120)
    # Seconds that the slowest request takes; CloudFront waits 120 for an answer at most (aws-facts 1.1).
    longest_request_seconds: int = Field(ge=1, le=120)
    # Seconds that a removed task may go on with its requests. AWS allows an hour; a deployment gives up before.
    deregistration_delay_seconds: int = Field(ge=0, le=600)
    # Seconds after the start in which ECS ignores the container's own failures (ECS: 0 to 300).
    start_period_seconds: int = Field(ge=0, le=300)
    # Seconds after the start in which ECS ignores the load balancer's verdict. A deployment gives up on a longer one.
    grace_period_seconds: int = Field(ge=0, le=900)
    # Seconds that the server keeps an idle connection; the load balancer closes its own after 4000 at the latest.
    keep_alive_seconds: int = Field(ge=1, le=4100)


class HealthCheckSizing(Frozen):
    """How the load balancer and ECS ask a task whether it works. Each range is the smaller one of the two."""

    # Where they ask.
    path: Annotated[str, shaped(r"/[\w./~-]{0,1023}", "path", "a path such as /health")]
    # Seconds between two questions.
    interval_seconds: int = Field(ge=5, le=300)
    # Seconds after which no answer is a failure (ECS: 2 to 60).
    timeout_seconds: int = Field(ge=2, le=60)
    # Good answers in a row that make a task healthy.
    healthy_threshold: int = Field(ge=2, le=10)
    # Failures in a row that make it unhealthy.
    unhealthy_threshold: int = Field(ge=2, le=10)


class DeploymentSizing(Frozen):
    """How a release replaces the one before it."""

    # rolling replaces task by task; blueGreen, canary and linear move traffic between two sets of tasks.
    strategy: Strategy
    # Minutes in which both sets are kept once all traffic is moved. ECS's range, without 0, which would leave no way
    # back. Rolling has one set only, and no use for it.
    bake_minutes: int = Field(ge=1, le=1440)


class ServiceSizing(Frozen):
    """One service behind the load balancer."""

    task: TaskSizing
    scaling: ScalingSizing
    timing: TimingSizing
    health_check: HealthCheckSizing
    deployment: DeploymentSizing


class ServicesSizing(Frozen):
    """The services behind the load balancer."""

    web: ServiceSizing
    api: ServiceSizing
    admin: ServiceSizing
