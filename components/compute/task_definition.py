"""The task definition of a service: one container, its size, and the two roles that a task has.

It is read once per start of a task, never during a request. It owns the execution role (what ECS does to start the
container) and the task role (what the program may do); it does not own the log group, the network or the number of
tasks. A revision that does not start hurts nobody while the one before it can still be started: so old revisions stay
registered, for the circuit breaker and for people to go back to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import iam
from components.compute.container import Container, Logging, ecr_repository, permitted_secret_arn, render
from components.compute.exec_access import ExecAccess, exec_statements, with_agent
from components.fargate_sizes import check_fargate_size
from components.naming import Location


class CpuArchitecture(Enum):
    """The processors that the image is built for."""

    ARM64 = "ARM64"
    """Graviton; a fifth cheaper than X86_64."""
    X86_64 = "X86_64"
    """Intel and AMD, for images that exist for nothing else."""


@dataclass(frozen=True, kw_only=True)
class TaskDefinitionArgs:
    """Arguments of TaskDefinition."""

    # Where the task runs.
    location: Location
    # Name of the series of revisions, such as the service's physical name.
    family: str
    # Log group of the container, an output of the group so that it is there first.
    log_group_name: pulumi.Input[str]
    # What runs in the task.
    container: Container
    # CPU of the task; 1024 are one vCPU.
    cpu_units: int
    # Memory of the task, in MiB; which sizes go with which CPU is in ``fargate_sizes``.
    memory_mib: int
    # Processors; ARM64, as it costs less.
    cpu_architecture: CpuArchitecture = CpuArchitecture.ARM64
    # Customer managed KMS keys that the container's secrets are encrypted with, by name.
    secret_key_arns: Mapping[str, pulumi.Input[str]] | None = None
    # Where sessions in the container are recorded. None: nobody may open one.
    exec_access: ExecAccess | None = None
    # What only the program knows and a rule wants to see, as tags: readable at preview whatever else is unknown.
    facts: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_fargate_size(self.cpu_units, self.memory_mib)
        if self.secret_key_arns and not self.container.secrets:
            raise ValueError("secret_key_arns is given but the container has no secrets: leave it out")
        if "Name" in self.facts:
            raise ValueError("the fact Name would hide the task definition's own name: call it something else")


class TaskDefinition(pulumi.ComponentResource):
    """A task definition for Fargate, with its roles.

    *Creates*: the task definition; an execution role that may pull this image, write to this log group and read these
    secrets; a task role that may do nothing until it is granted something, but open a recorded session if asked for.

    *Outputs*: ``arn``, ``task_role`` and ``execution_role``.

    *Cost*: none; a task costs while it runs.

    *Rules that watch it*: CPU and memory are a pair that Fargate has (SERVICE-007); the execution role can read every
    secret (SECURITY-001, SECURITY-002); the image is pinned by digest (SERVICE-014, SERVICE-031).
    """

    arn: pulumi.Output[str]
    task_role: aws.iam.Role
    execution_role: aws.iam.Role

    def __init__(self, name: str, args: TaskDefinitionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:TaskDefinition", name, {}, opts)
        self._name = name
        self._args = args
        self._container = with_agent(args.container) if args.exec_access else args.container
        self.task_role = self._task_role()
        self.execution_role = self._execution_role()
        rights = [self._execution_rights(), *self._exec_rights()]
        self.arn = self._definition(rights).arn
        self.register_outputs({"arn": self.arn, "task_role": self.task_role, "execution_role": self.execution_role})

    def _task_role(self) -> aws.iam.Role:
        description = f"What the program in {self._args.family} may do"
        return iam.service_role(f"{self._name}-role", "ecs-tasks", self._args.location, description, parent=self)

    def _execution_role(self) -> aws.iam.Role:
        return iam.service_role(
            f"{self._name}-execution",
            "ecs-tasks",
            self._args.location,
            f"What ECS needs to start {self._args.family}",
            parent=self,
            same_account=False,  # AWS documents the condition for task roles, not for execution roles
        )

    def _execution_rights(self) -> aws.iam.RolePolicy:
        statements = [*self._may_pull(), self._may_log(), *self._may_read_secrets()]
        return iam.grant(f"{self._name}-execution", self.execution_role, *statements, parent=self)

    def _exec_rights(self) -> list[aws.iam.RolePolicy]:
        access = self._args.exec_access
        if access is None:
            return []
        statements = exec_statements(access, self._args.location)
        return [iam.grant(f"{self._name}-exec", self.task_role, *statements, parent=self)]

    def _may_pull(self) -> list[iam.Statement]:
        repository = ecr_repository(self._args.container.image)
        if repository is None:  # a public registry asks for no rights
            return []
        region, account, path = repository
        arn = f"arn:{self._args.location.partition}:ecr:{region}:{account}:repository/{path}"
        return [
            iam.allow(
                ["ecr:GetAuthorizationToken"], ["*"]
            ),  # a token is for the whole registry: there is no ARN to name
            iam.allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [arn]),
        ]

    def _may_log(self) -> iam.Statement:
        location = self._args.location
        name = pulumi.Output.from_input(self._args.log_group_name)
        streams = name.apply(lambda group: location.arn("logs", f"log-group:{group}:*"))
        return iam.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [streams])

    def _may_read_secrets(self) -> list[iam.Statement]:
        secrets = self._args.container.secrets
        if not secrets:
            return []
        arns = [_permitted(variable, secrets[variable]) for variable in sorted(secrets)]
        # Which kind an ARN is may be unknown until a deployment; either action reaches only ARNs of its own service.
        read = iam.allow(["secretsmanager:GetSecretValue", "ssm:GetParameters"], arns)
        keys = self._args.secret_key_arns
        return [read, iam.allow(["kms:Decrypt"], [keys[key] for key in sorted(keys)])] if keys else [read]

    def _definition(self, rights: Sequence[aws.iam.RolePolicy]) -> aws.ecs.TaskDefinition:
        args = self._args
        return aws.ecs.TaskDefinition(
            f"{self._name}-definition",
            family=args.family,
            container_definitions=self._container_definitions(),
            cpu=str(args.cpu_units),
            memory=str(args.memory_mib),
            network_mode="awsvpc",
            requires_compatibilities=["FARGATE"],
            runtime_platform={"cpu_architecture": args.cpu_architecture.value, "operating_system_family": "LINUX"},
            execution_role_arn=self.execution_role.arn,
            task_role_arn=self.task_role.arn,
            volumes=[{"name": volume} for volume in self._container.volumes],
            skip_destroy=True,  # a deregistered revision cannot be gone back to; an old one costs nothing
            tags={**args.facts, "Name": self._name},
            # A task that starts before its roles have their rights fails, or its agent gives up.
            opts=pulumi.ResourceOptions(parent=self, depends_on=list(rights)),
        )

    def _container_definitions(self) -> pulumi.Output[str]:
        args = self._args
        resolved = pulumi.Output.all(
            environment=dict(args.container.environment),
            secrets=dict(args.container.secrets),
            log_group=args.log_group_name,
        )
        return resolved.apply(
            lambda values: render(
                self._container,
                cpu_units=args.cpu_units,
                memory_mib=args.memory_mib,
                environment=values["environment"],
                secrets=values["secrets"],
                logging=Logging(group=values["log_group"], region=args.location.region),
            )
        )


def _permitted(variable: str, arn: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.from_input(arn).apply(lambda value: permitted_secret_arn(variable, value))
