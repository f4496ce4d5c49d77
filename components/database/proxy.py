"""A pool between the services and the database, for when there are more clients than the database takes connections.

A client keeps its connection to the proxy; the proxy lends it one of the database's while a transaction runs. It owns
the proxy, its network, its role and its logs; it does not own the cluster or the secrets. In a failover clients stay
connected and wait for the next writer. It keeps connections open, so that a cluster that should pause never does: that
pair is refused.

A statement that leaves something behind in its session (SET, a temporary table, a prepared statement) pins the
connection to that client, and the pool is none any more: asyncpg does so always, psycopg unless ``prepare_threshold``
is None (aws-facts D17).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import iam
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs

_IDENTIFIER = re.compile(r"[a-z](-?[a-z0-9])*")
_LONGEST_NAME = 63 - len("-readers")  # RDS, and the endpoint's suffix
_LONGEST_IDLE_SECONDS = 28_800  # RDS: eight hours
_LONGEST_BORROW_SECONDS = 300  # RDS


@dataclass(frozen=True, kw_only=True)
class ProxiedCluster:
    """What a proxy has to know of its cluster: ``AuroraCluster.proxied``."""

    # The cluster, an output that comes with its instances.
    cluster_identifier: pulumi.Input[str]
    # Port of the database; the proxy listens on it as well.
    port: int
    # Whether the cluster pauses when nobody is connected.
    pauses: bool
    # Whether the cluster has readers.
    has_readers: bool


@dataclass(frozen=True, kw_only=True)
class DatabaseProxyArgs:
    """Arguments of DatabaseProxy."""

    # Where the proxy runs.
    location: Location
    # Physical name; its log group is ``/aws/rds/proxy/<proxy_name>``.
    proxy_name: str
    # The VPC of the subnets, the database's.
    vpc_id: pulumi.Input[str]
    # Data subnets by zone name, in two zones at least. Changing them replaces the proxy.
    subnet_ids: Mapping[str, pulumi.Input[str]]
    # The cluster behind it.
    target: ProxiedCluster
    # By database user, the ARN of the secret with its ``username`` and ``password`` as JSON.
    secret_arns: Mapping[str, pulumi.Input[str]]
    # Customer managed KMS keys that those secrets are encrypted with, by name.
    secret_key_arns: Mapping[str, pulumi.Input[str]] | None = None
    # Let clients in with an IAM token only, not with the user's password.
    require_iam: bool = False
    # Percent of the database's connections that the proxy may take; the rest is for people and for migrations (guess).
    max_connections_percent: int = 80
    # Percent that it keeps open when idle; half is soon back after a peak.
    max_idle_connections_percent: int = 40
    # Seconds that a client waits for a free connection; as long as the article's pools wait for one.
    connection_borrow_timeout_seconds: int = 3
    # Seconds after which an idle client is let go; the article's pools let go after ten minutes themselves.
    idle_client_timeout_seconds: int = 1800
    # Days that log lines are kept; long enough to look into the last month's incident (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        if not _IDENTIFIER.fullmatch(self.proxy_name) or len(self.proxy_name) > _LONGEST_NAME:
            raise ValueError(
                f"the proxy name {self.proxy_name!r} must be a word of lower-case letters, digits and single hyphens,"
                f" of {_LONGEST_NAME} characters at most: rename it"
            )
        if self.target.pauses:
            raise ValueError(
                "the cluster is to pause when nobody is connected, and a proxy always is: raise the cluster's min_acu"
                " above 0 or leave the proxy out"
            )
        if len(self.subnet_ids) < 2:
            raise ValueError("a proxy needs subnets in two zones: add one to subnet_ids")
        if not self.secret_arns:
            raise ValueError("secret_arns is empty: a proxy logs in as somebody, name a user and the ARN of its secret")
        _check_pool(self)


class DatabaseProxy(pulumi.ComponentResource):
    """An RDS Proxy for an Aurora PostgreSQL cluster, with an endpoint for reads.

    Connect both ends: ``cluster.allow_from("proxy", proxy.security_group)`` and ``proxy.allow_from("web", ...)``.

    *Creates*: the proxy, its target group with the cluster, an endpoint for readers if there are any; a role that reads
    these secrets; log group and security group.

    *Outputs*: ``proxy_name`` and ``port``, known at preview; ``endpoint``; ``reader_endpoint``, the same as
    ``endpoint`` without readers; ``log_group_name``; ``security_group``.

    *Cost* (2026-11, us-east-1, not confirmed): 0.015 USD an hour for each vCPU of the cluster's instances, two at
    least: 66 a month for three db.r7g.large. Serverless: by capacity unit, eight at least.

    *Rules that watch it*: same VPC and a secret for each user (DATABASE-012, DATABASE-013); no pause
    behind it (DATABASE-010).
    """

    proxy_name: pulumi.Output[str]
    endpoint: pulumi.Output[str]
    reader_endpoint: pulumi.Output[str]
    port: pulumi.Output[int]
    log_group_name: pulumi.Output[str]

    def __init__(self, name: str, args: DatabaseProxyArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:DatabaseProxy", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self.security_group = self._security_group()
        logs = self._log_group()
        proxy = self._proxy(logs)
        self._target(proxy)
        self.proxy_name = proxy.name
        self.endpoint = proxy.endpoint
        self.reader_endpoint = self._reader_endpoint(proxy) if args.target.has_readers else proxy.endpoint
        self.port = pulumi.Output.from_input(args.target.port)
        self.log_group_name = logs.name
        self.register_outputs(
            {
                "proxy_name": self.proxy_name,
                "endpoint": self.endpoint,
                "reader_endpoint": self.reader_endpoint,
                "port": self.port,
                "log_group_name": self.log_group_name,
            }
        )

    def allow_from(self, peer_name: str, peer: SecurityGroup) -> None:
        """Let ``peer``'s members, such as a service's tasks, connect to the proxy; ``peer_name`` names the rules."""
        self.security_group.allow_from(peer_name, peer, self._args.target.port)

    def _security_group(self) -> SecurityGroup:
        return SecurityGroup(
            f"{self._name}-clients",
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description="Database proxy"),
            self._child,
        )

    def _log_group(self) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            f"{self._name}-logs",
            name=f"/aws/rds/proxy/{self._args.proxy_name}",
            retention_in_days=self._args.log_retention_days,
            tags={"Name": self._name},
            opts=self._child,
        )

    def _role(self) -> pulumi.Output[str]:
        """The ARN of a role that reads the secrets, once it may."""
        place = self._args.location
        role = iam.service_role(
            f"{self._name}-role",
            "rds",
            place,
            f"Proxy {self._args.proxy_name}",
            self,
            same_account=False,  # AWS does not say that RDS names the account for a proxy; PassRole guards the role
        )
        rights = iam.grant(f"{self._name}-secrets", role, *self._may_read_secrets(), parent=self)
        return pulumi.Output.all(role.arn, rights.name).apply(lambda both: str(both[0]))

    def _may_read_secrets(self) -> list[iam.Statement]:
        secrets, keys, place = self._args.secret_arns, self._args.secret_key_arns or {}, self._args.location
        through = {"StringEquals": {"kms:ViaService": f"secretsmanager.{place.region}.{place.dns_suffix}"}}
        return [
            iam.allow(["secretsmanager:GetSecretValue"], [secrets[user] for user in sorted(secrets)]),
            *([iam.allow(["kms:Decrypt"], [keys[key] for key in sorted(keys)], through)] if keys else []),
        ]

    def _proxy(self, logs: aws.cloudwatch.LogGroup) -> aws.rds.Proxy:
        args = self._args
        return aws.rds.Proxy(
            self._name,
            name=args.proxy_name,
            engine_family="POSTGRESQL",
            auths=[self._login(user) for user in sorted(args.secret_arns)],
            role_arn=self._role(),
            require_tls=True,
            debug_logging=False,  # it would write statements, with the data in them, into the log
            idle_client_timeout=args.idle_client_timeout_seconds,
            vpc_subnet_ids=self._subnets(),
            vpc_security_group_ids=[self.security_group.id],
            tags={"Name": self._name},
            # The proxy makes the log group if there is none, and keeps it for ever.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[logs]),
        )

    def _login(self, user: str) -> aws.rds.ProxyAuthArgs:
        return aws.rds.ProxyAuthArgs(
            auth_scheme="SECRETS",
            description=f"Database user {user}",
            client_password_auth_type="POSTGRES_SCRAM_SHA_256",  # noqa: S106 - a method, no password
            iam_auth="REQUIRED" if self._args.require_iam else "DISABLED",
            secret_arn=self._args.secret_arns[user],
        )

    def _subnets(self) -> list[pulumi.Input[str]]:
        return [self._args.subnet_ids[zone] for zone in sorted(self._args.subnet_ids)]

    def _target(self, proxy: aws.rds.Proxy) -> None:
        args = self._args
        group = aws.rds.ProxyDefaultTargetGroup(
            f"{self._name}-pool",
            db_proxy_name=proxy.name,
            connection_pool_config={
                "max_connections_percent": args.max_connections_percent,
                "max_idle_connections_percent": args.max_idle_connections_percent,
                "connection_borrow_timeout": args.connection_borrow_timeout_seconds,
            },
            opts=self._child,
        )
        aws.rds.ProxyTarget(
            f"{self._name}-target",
            db_proxy_name=proxy.name,
            target_group_name=group.name,
            db_cluster_identifier=args.target.cluster_identifier,
            opts=self._child,
        )

    def _reader_endpoint(self, proxy: aws.rds.Proxy) -> pulumi.Output[str]:
        return aws.rds.ProxyEndpoint(
            f"{self._name}-readers",
            db_proxy_name=proxy.name,
            db_proxy_endpoint_name=f"{self._args.proxy_name}-readers",
            target_role="READ_ONLY",
            vpc_subnet_ids=self._subnets(),
            vpc_security_group_ids=[self.security_group.id],
            tags={"Name": f"{self._name}-readers"},
            opts=self._child,
        ).endpoint


def _check_pool(args: DatabaseProxyArgs) -> None:
    if not 1 <= args.max_connections_percent <= 100:
        raise ValueError("max_connections_percent must be between 1 and 100")
    if not 0 <= args.max_idle_connections_percent <= args.max_connections_percent:
        raise ValueError("max_idle_connections_percent must be between 0 and max_connections_percent")
    if not 0 <= args.connection_borrow_timeout_seconds <= _LONGEST_BORROW_SECONDS:
        raise ValueError(f"connection_borrow_timeout_seconds must be between 0 and {_LONGEST_BORROW_SECONDS}")
    if not 1 <= args.idle_client_timeout_seconds <= _LONGEST_IDLE_SECONDS:
        raise ValueError(f"idle_client_timeout_seconds must be between 1 and {_LONGEST_IDLE_SECONDS}")
