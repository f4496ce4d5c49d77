"""The database: Aurora PostgreSQL, a writer and readers over one storage that spans three zones.

A request comes here for what the cache does not have, and for everything that must not be lost. Writes go to the writer
endpoint, reads that may be some milliseconds old to the reader endpoint; each follows its instances through failovers.
It owns the cluster, its instances, parameters, network, logs and master secret; it does not own schemas or users. It
survives the loss of an instance or a zone: the reader of the lowest tier becomes the writer, mostly in 30 to 60
seconds, in which writes fail. It does not survive the loss of its region, nor a statement that deletes the wrong rows:
for that there are backups, to any second of the days that they are kept.
"""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from components import facts, iam
from components.database.cluster_args import AuroraClusterArgs
from components.database.instances import first_writer, place
from components.database.monitoring import monitoring_role
from components.database.parameters import cluster_parameters, instance_parameters, parameter_family
from components.database.proxy import ProxiedCluster
from components.database.reader_scaling import ReplicaScaling, ReplicaScalingArgs
from components.security_group import SecurityGroup, SecurityGroupArgs

_ENGINE = aws.rds.EngineType.AURORA_POSTGRESQL
_LOG = "postgresql"


class AuroraCluster(pulumi.ComponentResource):
    """An Aurora PostgreSQL cluster: provisioned, serverless or both.

    The master password is RDS's: it makes it, keeps it in Secrets Manager and rotates it every seven days. Services log
    in as users of their own, best by IAM token (``grant_connect``), which no state and no file ever holds.

    A cluster with ``min_acu`` 0 sleeps when nobody is connected, and takes 15 to 30 seconds and more to wake up: give
    its clients a connect timeout of 45 seconds (``aurora_limits.connect_timeout_seconds``), small pools that close idle
    connections, and no proxy.

    *Creates*: the cluster and its instances; master secret (by RDS); security, subnet and two parameter groups; log
    group; monitoring role; the scaling of readers if asked for.

    *Outputs*: ``cluster_identifier``, ``cluster_arn``, ``port``, ``database_name`` and ``log_group_name``, known at
    preview; ``writer_endpoint`` and ``reader_endpoint`` (the writer's, as long as there is no reader), once the
    instances are there; ``master_secret_arn``; ``instance_identifiers`` by key, for alarms; ``security_group``;
    ``proxied``, for a DatabaseProxy.

    *Cost* (2026-11, us-east-1): db.r7g.large is 0.276 USD an hour, 604 a month for three; a capacity unit 0.12 an hour.
    Storage is 0.10 a GB and month, and 0.20 a million requests to it; backups beyond its size 0.021. Database Savings
    Plans take 12 to 20 % off instances of the seventh generation and later, up to 35 % off capacity units.

    *Rules that watch it*: zones, tiers and classes (DATABASE-003, DATABASE-007, DATABASE-008); capacity (DATABASE-005,
    DATABASE-006, DATABASE-009, DATABASE-001, DATABASE-010); connections (DATABASE-001); windows (DATABASE-011); role
    with monitoring (DATABASE-014); protection, snapshot and backups (DATABASE-015, DATABASE-016, DATABASE-017,
    DATABASE-018).
    """

    cluster_identifier: pulumi.Output[str]
    cluster_arn: pulumi.Output[str]
    writer_endpoint: pulumi.Output[str]
    reader_endpoint: pulumi.Output[str]
    port: pulumi.Output[int]
    database_name: pulumi.Output[str]
    master_secret_arn: pulumi.Output[str]
    log_group_name: pulumi.Output[str]

    def __init__(self, name: str, args: AuroraClusterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:AuroraCluster", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self.security_group = self._security_group()
        self._subnet_group = self._make_subnet_group()
        self._instance_parameters = self._make_instance_parameters()
        logs = self._log_group()
        self._monitoring_role_arn = self._monitoring_role()
        self._cluster = self._make_cluster(logs)
        self._members = self._make_instances()
        self.instance_identifiers = {key: member.identifier for key, member in self._members.items()}
        self.cluster_identifier = self._cluster.cluster_identifier
        self.proxied = self._proxied()
        self._scale_readers()
        self._describe(logs)

    def allow_from(self, peer_name: str, peer: SecurityGroup) -> None:
        """Let ``peer``'s members, such as tasks or a proxy, connect to the instances; ``peer_name`` names the rules."""
        self.security_group.allow_from(peer_name, peer, self._args.port)

    def grant_connect(self, grantee: str, role: aws.iam.Role, user: str) -> aws.iam.RolePolicy:
        """Let ``role`` log in as the database user ``user`` with an IAM token; ``grantee`` names it in the policy.

        The user must have been given PostgreSQL's role ``rds_iam``.
        """
        place = self._args.location
        arn = self._cluster.cluster_resource_id.apply(lambda made: place.arn("rds-db", f"dbuser:{made}/{user}"))
        return iam.grant(f"{self._name}-connect-{grantee}", role, iam.allow(["rds-db:connect"], [arn]), parent=self)

    def grant_read_master_secret(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` read the master password: for migrations. ``grantee`` names it in the policy's name."""
        place, key = self._args.location, self._args.secret_key_arn
        through = {"StringEquals": {"kms:ViaService": f"secretsmanager.{place.region}.{place.dns_suffix}"}}
        statements = [
            iam.allow(["secretsmanager:GetSecretValue"], [self.master_secret_arn]),
            *([iam.allow(["kms:Decrypt"], [key], through)] if key is not None else []),
        ]
        return iam.grant(f"{self._name}-secret-read-{grantee}", role, *statements, parent=self)

    def _security_group(self) -> SecurityGroup:
        return SecurityGroup(
            f"{self._name}-instances",
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description="Database instances"),
            self._child,
        )

    def _make_subnet_group(self) -> aws.rds.SubnetGroup:
        subnets = self._args.subnet_ids
        return aws.rds.SubnetGroup(
            f"{self._name}-subnets",
            description="Data subnets of a database",
            subnet_ids=[subnets[zone] for zone in sorted(subnets)],
            tags={"Name": self._name},
            opts=self._child,
        )

    def _cluster_parameters(self) -> aws.rds.ClusterParameterGroup:
        args = self._args
        values = cluster_parameters(args.log, args.idle_session_timeout_seconds, args.idle_transaction_timeout_seconds)
        return aws.rds.ClusterParameterGroup(
            f"{self._name}-params",
            description="Parameters of a cluster",
            family=parameter_family(args.engine_version),
            parameters=[{"name": name, "value": values[name]} for name in sorted(values)],
            tags={"Name": self._name},
            opts=self._child,
        )

    def _make_instance_parameters(self) -> aws.rds.ParameterGroup:
        values = instance_parameters()
        return aws.rds.ParameterGroup(
            f"{self._name}-instance-params",
            description="Parameters of a cluster's instances",
            family=parameter_family(self._args.engine_version),
            parameters=[{"name": name, "value": values[name]} for name in sorted(values)],
            tags={"Name": self._name},
            opts=self._child,
        )

    def _log_group(self) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            f"{self._name}-logs",
            name=f"/aws/rds/cluster/{self._args.cluster_identifier}/{_LOG}",
            retention_in_days=self._args.log.retention_days,
            tags={"Name": self._name},
            opts=self._child,
        )

    def _monitoring_role(self) -> pulumi.Output[str] | None:
        if (
            self._args.monitoring.interval_seconds == 0
        ):  # RDS refuses a role without an interval, and the other way round
            return None
        return monitoring_role(f"{self._name}-monitoring", self._args.location, self)

    def _make_cluster(self, logs: aws.cloudwatch.LogGroup) -> aws.rds.Cluster:
        args, monitoring = self._args, self._args.monitoring
        return aws.rds.Cluster(
            f"{self._name}-cluster",
            cluster_identifier=args.cluster_identifier,
            engine=_ENGINE,
            engine_version=args.engine_version,
            allow_major_version_upgrade=args.allow_major_version_upgrade,
            # RDS wants to know it with a major upgrade, and refuses it without.
            db_instance_parameter_group_name=(
                self._instance_parameters.name if args.allow_major_version_upgrade else None
            ),
            database_name=args.database_name,
            master_username=args.master_username,
            manage_master_user_password=True,
            master_user_secret_kms_key_id=args.secret_key_arn,
            port=args.port,
            db_subnet_group_name=self._subnet_group.name,
            vpc_security_group_ids=[self.security_group.id],
            db_cluster_parameter_group_name=self._cluster_parameters().name,
            serverlessv2_scaling_configuration=self._capacity(),
            storage_type=args.storage_type.value,
            storage_encrypted=True,
            kms_key_id=args.key_arn,
            iam_database_authentication_enabled=args.iam_authentication,
            enable_http_endpoint=args.data_api,
            backup_retention_period=args.backup_retention_days,
            preferred_backup_window=args.backup_window,
            preferred_maintenance_window=args.maintenance_window,
            copy_tags_to_snapshot=True,
            deletion_protection=args.deletion_protection,
            delete_automated_backups=not args.deletion_protection,
            skip_final_snapshot=args.final_snapshot_identifier is None,
            final_snapshot_identifier=args.final_snapshot_identifier,
            enabled_cloudwatch_logs_exports=[_LOG],
            database_insights_mode=monitoring.database_insights_mode,
            performance_insights_enabled=monitoring.insights_on,
            performance_insights_retention_period=monitoring.insights_retention_days,
            performance_insights_kms_key_id=monitoring.insights_key_arn,
            apply_immediately=args.apply_immediately,
            tags={**self._facts(), "Name": self._name},
            # RDS makes the log group if there is none, and keeps it for ever.
            opts=pulumi.ResourceOptions(parent=self, protect=args.deletion_protection, depends_on=[logs]),
        )

    def _facts(self) -> Mapping[str, str]:
        args = self._args
        return facts.disposable(protected=args.deletion_protection, final_snapshot=args.final_snapshot_identifier)

    def _capacity(self) -> aws.rds.ClusterServerlessv2ScalingConfigurationArgs | None:
        range_ = self._args.serverless
        if range_ is None:
            return None
        return aws.rds.ClusterServerlessv2ScalingConfigurationArgs(
            min_capacity=range_.min_acu,
            max_capacity=range_.max_acu,
            seconds_until_auto_pause=range_.seconds_until_auto_pause,
        )

    def _make_instances(self) -> Mapping[str, aws.rds.ClusterInstance]:
        """The first one that is made is the writer, so that the others wait for it."""
        instances = self._args.instances
        first = first_writer(instances)
        made = {first: self._instance(first, [])}
        for key in instances:
            if key != first:
                made[key] = self._instance(key, [made[first]])
        return made

    def _instance(self, key: str, after: list[aws.rds.ClusterInstance]) -> aws.rds.ClusterInstance:
        args, monitoring, instance = self._args, self._args.monitoring, self._args.instances[key]
        return aws.rds.ClusterInstance(
            f"{self._name}-{key}",
            identifier=f"{args.cluster_identifier}-{key}",
            cluster_identifier=self._cluster.cluster_identifier,
            engine=_ENGINE,
            instance_class=instance.instance_class,
            promotion_tier=instance.promotion_tier,
            availability_zone=place(args.instances, list(args.subnet_ids))[key],
            db_subnet_group_name=self._subnet_group.name,
            db_parameter_group_name=self._instance_parameters.name,
            publicly_accessible=False,
            auto_minor_version_upgrade=False,  # engine_version moves it, or the program would want to go back
            preferred_maintenance_window=args.maintenance_window,
            monitoring_interval=monitoring.interval_seconds,
            monitoring_role_arn=self._monitoring_role_arn,
            performance_insights_enabled=monitoring.insights_on,
            performance_insights_retention_period=monitoring.insights_retention_days,
            performance_insights_kms_key_id=monitoring.insights_key_arn,
            copy_tags_to_snapshot=True,
            apply_immediately=args.apply_immediately,
            tags={"Name": f"{self._name}-{key}"},
            opts=pulumi.ResourceOptions(parent=self, depends_on=after),
        )

    def _with_instances(self, value: pulumi.Output[str]) -> pulumi.Output[str]:
        """``value``, for those who must not come before the instances; known as soon as it is itself."""
        return pulumi.Output.all(value, *self.instance_identifiers.values()).apply(lambda all_: str(all_[0]))

    def _proxied(self) -> ProxiedCluster:
        serverless = self._args.serverless
        return ProxiedCluster(
            cluster_identifier=self._with_instances(self.cluster_identifier),
            port=self._args.port,
            pauses=serverless is not None and serverless.pauses,
            has_readers=len(self._members) > 1,
        )

    def _scale_readers(self) -> None:
        scaling = self._args.reader_scaling
        if scaling is None:
            return
        ReplicaScaling(
            f"{self._name}-scaling",
            ReplicaScalingArgs(
                cluster_identifier=self._with_instances(self.cluster_identifier),
                min_readers=len(self._members) - 1,
                scaling=scaling,
            ),
            self._child,
        )

    def _describe(self, logs: aws.cloudwatch.LogGroup) -> None:
        args = self._args
        self.cluster_arn = self.cluster_identifier.apply(lambda made: args.location.arn("rds", f"cluster:{made}"))
        self.writer_endpoint = self._with_instances(self._cluster.endpoint)
        self.reader_endpoint = self._with_instances(self._cluster.reader_endpoint)
        self.port = pulumi.Output.from_input(args.port)
        self.database_name = self._cluster.database_name
        self.master_secret_arn = self._cluster.master_user_secrets.apply(lambda secrets: str(secrets[0].secret_arn))
        self.log_group_name = logs.name
        self.register_outputs(
            {
                "cluster_identifier": self.cluster_identifier,
                "cluster_arn": self.cluster_arn,
                "writer_endpoint": self.writer_endpoint,
                "reader_endpoint": self.reader_endpoint,
                "port": self.port,
                "database_name": self.database_name,
                "master_secret_arn": self.master_secret_arn,
                "log_group_name": self.log_group_name,
            }
        )
