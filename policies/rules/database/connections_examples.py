"""Programs that keep and break DATABASE-001, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TRAFFIC = {"connectionsPerTask": 30.0, "functionConnections": 2.0}


def _cluster(
    kind: str = "db.r6g.large", count: int = 2, *, opts: pulumi.ResourceOptions | None = None
) -> aws.rds.Cluster:
    cluster = aws.rds.Cluster(
        "main",
        cluster_identifier="main",
        engine="aurora-postgresql",
        master_username="dbadmin",
        manage_master_user_password=True,
        serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 32} if "serverless" in kind else None,
        opts=opts,
    )
    for number in range(count):
        aws.rds.ClusterInstance(
            f"main-{number}",
            cluster_identifier=cluster.id,
            engine=aws.rds.EngineType.AURORA_POSTGRESQL,
            instance_class=kind,
            opts=opts,
        )
    return cluster


def _service(host: pulumi.Input[str], most: int, tags: dict[str, str] | None = None) -> None:
    container = {"name": "web", "image": "web:1", "environment": [{"name": "DB_HOST", "value": host}]}
    task = aws.ecs.TaskDefinition(
        "web", family="web", container_definitions=pulumi.Output.json_dumps([container]), tags=tags
    )
    service = aws.ecs.Service("web", name="web", cluster="shop", task_definition=task.arn, desired_count=2)
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=pulumi.Output.concat("service/shop/", service.name),
        min_capacity=2,
        max_capacity=most,
    )


def good_fits() -> None:
    """40 tasks of a deployment open 1,200 of 1,722 connections."""
    _service(_cluster().endpoint, most=20)


def good_pools_split() -> None:
    """The pools are declared in tags: 1,000 connections to the writer, 1,000 to the only reader."""
    _service(_cluster().endpoint, 25, {"DATABASE_WRITER_POOL": "20", "DATABASE_READER_POOL": "20"})


def good_through_proxy() -> None:
    """The tasks are clients of a proxy, which keeps to its share of the connections."""
    _cluster()
    proxy = aws.rds.Proxy(
        "main",
        name="main",
        engine_family="POSTGRESQL",
        role_arn="arn:aws:iam::123456789012:role/proxy",
        vpc_subnet_ids=["subnet-1", "subnet-2"],
        auths=[{"auth_scheme": "SECRETS", "iam_auth": "DISABLED"}],
        require_tls=True,
    )
    _service(proxy.endpoint, most=500)


def bad_by_endpoint() -> None:
    """An instance of database cluster `main` is asked for 3000 connections by 100 of service `web` at their peak, which
    is more than 80 % of the 1722 that it takes."""
    _service(_cluster().endpoint, most=50)


def bad_by_literal_endpoint() -> None:
    """An instance of database cluster `main` is asked for 3000 connections by 100 of service `web` at their peak, which
    is more than 80 % of the 1722 that it takes."""
    _cluster()
    _service("main.cluster-c0ffee.us-east-1.rds.amazonaws.com", most=50)


def bad_inside_component() -> None:
    """An instance of database cluster `main` is asked for 3000 connections by 100 of service `web` at their peak, which
    is more than 80 % of the 1722 that it takes."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _service(_cluster(opts=inside).reader_endpoint, most=50)


def bad_serverless_near_zero() -> None:
    """An instance of database cluster `main` is asked for 1800 connections by 60 of service `web` at their peak, which
    is more than 80 % of the 2000 that it takes."""
    _service(_cluster("db.serverless").endpoint, most=30)


def bad_declared_pools_without_reader() -> None:
    """An instance of database cluster `main` is asked for 2000 connections by 50 of service `web` at their peak, which
    is more than 80 % of the 1722 that it takes."""
    _service(_cluster(count=1).endpoint, 25, {"DATABASE_WRITER_POOL": "20", "DATABASE_READER_POOL": "20"})


def bad_function() -> None:
    """An instance of database cluster `main` is asked for 1600 connections by 800 of function `hook` at their peak,
    which is more than 80 % of the 1722 that it takes."""
    aws.lambda_.Function(
        "hook",
        role="arn:aws:iam::123456789012:role/hook",
        reserved_concurrent_executions=800,
        environment={"variables": {"DB_HOST": _cluster().endpoint}},
    )


def bad_desired_count_and_parameter() -> None:
    """An instance of database cluster `main` is asked for 300 connections by 10 of service `web` at their peak, which
    is more than 80 % of the 300 that it takes."""
    group = aws.rds.ParameterGroup(
        "main", name="small", family="aurora-postgresql16", parameters=[{"name": "max_connections", "value": "300"}]
    )
    cluster = aws.rds.Cluster("main", engine="aurora-postgresql", master_username="dbadmin")
    aws.rds.ClusterInstance(
        "main-0",
        cluster_identifier=cluster.id,
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        instance_class="db.r6g.large",
        db_parameter_group_name=group.name,
    )
    _fixed(cluster.endpoint)


def _fixed(host: pulumi.Input[str]) -> None:
    container = {"name": "web", "image": "web:1", "environment": [{"name": "DB_HOST", "value": host}]}
    task = aws.ecs.TaskDefinition("web", family="web", container_definitions=pulumi.Output.json_dumps([container]))
    aws.ecs.Service("web", cluster="shop", task_definition=task.family, desired_count=5)


def unknown_undeclared() -> None:
    """The traffic: declare connectionsPerTask in SETTINGS.traffic of the policy configuration"""
    _service(_cluster().endpoint, most=50)


def unknown_class() -> None:
    """How many clients it has at their peak, their connections, and how many its instances take"""
    _service(_cluster("db.x9z.large").endpoint, most=50)


def unknown_tasks_of_a_daemon() -> None:
    """How many clients it has at their peak, their connections, and how many its instances take"""
    definitions = [{"name": "a", "image": "a:1", "environment": [{"name": "DB_HOST", "value": _cluster().endpoint}]}]
    task = aws.ecs.TaskDefinition("agent", family="agent", container_definitions=pulumi.Output.json_dumps(definitions))
    aws.ecs.Service("agent", cluster="shop", task_definition=task.arn, scheduling_strategy="DAEMON")
