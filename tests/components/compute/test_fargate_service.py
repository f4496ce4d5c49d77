"""A service on Fargate as it reaches AWS."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.compute import (
    Cluster,
    ClusterArgs,
    Container,
    ContainerHealthCheck,
    CpuArchitecture,
    Deployment,
    FargateService,
    FargateServiceArgs,
    LoadBalancerTarget,
    PortProtocol,
    Rollout,
    TaskScaling,
)
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
CONTAINER = Container(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/api@sha256:" + "0a" * 32)
SERVICE = "aws:ecs/service:Service"
TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"
RULE = "aws:lb/listenerRule:ListenerRule"


def plain(**changes: Any) -> FargateServiceArgs:
    """Arguments of a service with no load balancer and two tasks."""
    return FargateServiceArgs(
        **{
            "location": LOCATION,
            "service_name": "floodgate-prod-api",
            "cluster_name": "floodgate-prod",
            "vpc_id": "vpc-1",
            "subnet_ids": ["subnet-1", "subnet-2", "subnet-3"],
            "container": CONTAINER,
            "task_count": 2,
            **changes,
        }
    )


def target(**changes: Any) -> LoadBalancerTarget:
    """A target group that exists already."""
    known = {"target_group_arn": "arn:tg", "listener_rule_arns": ["arn:rule"], "request_count_label": None}
    return LoadBalancerTarget(**{**known, **changes})


def graph(make: Callable[[], FargateServiceArgs] = plain, *, preview: bool = True) -> Graph:
    return run(lambda: FargateService("main-api", make()), preview=preview)


def whole() -> None:
    """The service behind a load balancer, with everything it is connected to."""
    cluster = Cluster("main", ClusterArgs(location=LOCATION, cluster_name="floodgate-prod"))
    balancer = aws.lb.LoadBalancer("alb", subnets=["subnet-1", "subnet-2"])
    group = aws.lb.TargetGroup("group", port=8080, protocol="HTTP", target_type="ip", vpc_id="vpc-1")
    forward = aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=group.arn)
    listener = aws.lb.Listener(
        "listener",
        load_balancer_arn=balancer.arn,
        port=443,
        default_actions=[{"type": "fixed-response", "fixed_response": {"content_type": "text/plain"}}],
    )
    rule = aws.lb.ListenerRule(
        "rule", listener_arn=listener.arn, actions=[forward], conditions=[{"path_pattern": {"values": ["/api/*"]}}]
    )
    service = FargateService(
        "main-api",
        plain(
            cluster_name=cluster.name,
            task_count=None,
            scaling=TaskScaling(),
            load_balancer=target(
                target_group_arn=group.arn,
                listener_rule_arns=[rule.arn],
                request_count_label=pulumi.Output.concat(balancer.arn_suffix, "/", group.arn_suffix),
            ),
        ),
    )
    service.allow_from("alb", SecurityGroup("main-alb", SecurityGroupArgs(vpc_id="vpc-1", description="Load balancer")))
    for output in ("service_name", "cluster_name", "container_name", "log_group_name", "task_definition_arn"):
        pulumi.export(output, getattr(service, output))
    pulumi.export("task_role", service.task_role.name)
    pulumi.export("execution_role", service.execution_role.name)


@pytest.fixture(scope="module")
def planned() -> Graph:
    return run(whole, preview=True)


@pytest.fixture(scope="module")
def deployed() -> Graph:
    return run(whole, preview=False)


def test_tasks_run_on_demand_on_fargate_and_not_by_launch_type(planned: Graph) -> None:
    inputs = planned.one(SERVICE, "main-api-service").inputs
    assert inputs["capacityProviderStrategies"] == [{"capacityProvider": "FARGATE", "base": 0, "weight": 1}]
    assert "launchType" not in inputs


def test_tasks_are_private_and_spread_over_the_subnets(deployed: Graph) -> None:
    inputs = deployed.one(SERVICE).inputs
    group = deployed.one("floodgate:index:SecurityGroup", "main-api-tasks")
    assert inputs["networkConfiguration"] == {
        "subnets": ["subnet-1", "subnet-2", "subnet-3"],
        "securityGroups": [group.outputs["id"]],
        "assignPublicIp": False,
    }
    assert inputs["availabilityZoneRebalancing"] == "ENABLED"


def test_a_deployment_keeps_every_task_and_goes_back_if_it_fails(planned: Graph) -> None:
    inputs = planned.one(SERVICE).inputs
    assert (inputs["deploymentMinimumHealthyPercent"], inputs["deploymentMaximumPercent"]) == (100, 200)
    assert inputs["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert inputs["healthCheckGracePeriodSeconds"] == 90


def test_an_update_waits_until_the_tasks_answer(planned: Graph) -> None:
    service = planned.one(SERVICE)
    assert service.inputs["waitForSteadyState"] is True
    assert (service.request.customTimeouts.create, service.request.customTimeouts.update) == ("30m", "30m")


def test_how_long_an_update_waits_is_the_callers() -> None:
    rollout = Rollout(wait_for_steady_state=False, timeout_minutes=45)
    service = graph(lambda: plain(rollout=rollout)).one(SERVICE)
    assert service.inputs["waitForSteadyState"] is False
    assert service.request.customTimeouts.update == "45m"


def test_tasks_carry_the_services_tags(planned: Graph) -> None:
    inputs = planned.one(SERVICE).inputs
    assert inputs["enableEcsManagedTags"] is True
    assert inputs["propagateTags"] == "SERVICE"


def test_a_scaled_service_starts_at_its_minimum_and_is_then_left_to_scaling(planned: Graph) -> None:
    service = planned.one(SERVICE)
    assert service.inputs["desiredCount"] == 2
    assert list(service.request.ignoreChanges) == ["desiredCount"]
    assert planned.one("aws:appautoscaling/target:Target").inputs["minCapacity"] == 2
    assert len(planned.of_type("aws:appautoscaling/policy:Policy")) == 3


def test_a_service_without_scaling_has_the_number_it_is_given() -> None:
    made = graph(lambda: plain(task_count=5))
    assert made.one(SERVICE).inputs["desiredCount"] == 5
    assert not list(made.one(SERVICE).request.ignoreChanges)
    assert not made.of_type("aws:appautoscaling/target:Target")


def test_requests_come_from_the_target_group_to_the_containers_port(deployed: Graph) -> None:
    (attached,) = deployed.one(SERVICE).inputs["loadBalancers"]
    assert attached == {
        "targetGroupArn": deployed.one(TARGET_GROUP).outputs["arn"],
        "containerName": "app",
        "containerPort": 8080,
    }
    (container,) = json.loads(deployed.one("aws:ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    assert (container["name"], container["portMappings"][0]["containerPort"]) == ("app", 8080)


@pytest.mark.parametrize("stage", ["planned", "deployed"])
def test_the_service_waits_for_the_rule_that_forwards_to_its_group(stage: str, request: pytest.FixtureRequest) -> None:
    made: Graph = request.getfixturevalue(stage)
    assert made.one(RULE).urn in made.one(SERVICE).dependencies
    assert made.one(SERVICE).property_dependencies["loadBalancers"] == {made.one(TARGET_GROUP).urn}


def test_cluster_and_scaled_resource_are_known_at_preview_and_linked(planned: Graph) -> None:
    service, cluster = planned.one(SERVICE), planned.one("aws:ecs/cluster:Cluster")
    assert service.inputs["cluster"] == "arn:aws:ecs:us-east-1:123456789012:cluster/floodgate-prod"
    assert cluster.urn in service.property_dependencies["cluster"]
    scaled = planned.one("aws:appautoscaling/target:Target")
    assert scaled.inputs["resourceId"] == "service/floodgate-prod/floodgate-prod-api"
    assert {cluster.urn, service.urn} <= scaled.property_dependencies["resourceId"]


def test_the_request_label_is_that_of_the_services_own_group(deployed: Graph) -> None:
    policy = deployed.one("aws:appautoscaling/policy:Policy", "main-api-scaling-requests")
    metric = policy.inputs["targetTrackingScalingPolicyConfiguration"]["predefinedMetricSpecification"]
    assert metric["resourceLabel"].endswith(deployed.one(TARGET_GROUP).outputs["arnSuffix"])


def test_the_service_runs_its_own_task_definition(deployed: Graph) -> None:
    task = deployed.one("aws:ecs/taskDefinition:TaskDefinition")
    assert task.inputs["family"] == "floodgate-prod-api"
    assert deployed.one(SERVICE).inputs["taskDefinition"] == task.outputs["arn"]


def test_logs_are_kept_for_a_while_in_a_group_that_is_there_first(planned: Graph) -> None:
    group = planned.one("aws:cloudwatch/logGroup:LogGroup", "main-api-logs")
    assert (group.inputs["name"], group.inputs["retentionInDays"]) == ("/ecs/floodgate-prod-api", 30)
    task = planned.one("aws:ecs/taskDefinition:TaskDefinition")
    assert group.urn in task.property_dependencies["containerDefinitions"]


def test_only_the_peer_reaches_the_tasks_and_they_reach_https(planned: Graph) -> None:
    (ingress,) = planned.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert (ingress.inputs["fromPort"], ingress.inputs["toPort"]) == (8080, 8080)
    peer = planned.one("aws:ec2/securityGroup:SecurityGroup", "main-alb-group")
    assert ingress.property_dependencies["referencedSecurityGroupId"] == {peer.urn}
    out = planned.one("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "main-api-tasks-to-internet-443")
    assert (out.inputs["cidrIpv4"], out.inputs["toPort"]) == ("0.0.0.0/0", 443)


def test_the_outputs_name_what_was_made(deployed: Graph) -> None:
    assert deployed.exports == {
        "service_name": "floodgate-prod-api",
        "cluster_name": "floodgate-prod",
        "container_name": "app",
        "log_group_name": "/ecs/floodgate-prod-api",
        "task_definition_arn": deployed.one("aws:ecs/taskDefinition:TaskDefinition").outputs["arn"],
        "task_role": deployed.one("aws:iam/role:Role", "main-api-task-role").inputs["name"],
        "execution_role": deployed.one("aws:iam/role:Role", "main-api-task-execution").inputs["name"],
    }


def test_every_resource_of_the_service_is_a_descendant_of_it(planned: Graph) -> None:
    own = {r.name for r in planned.resources.values() if "floodgate:index:FargateService$" in r.urn}
    assert own == {
        "main-api-logs",
        "main-api-scaling",
        "main-api-scaling-cpu",
        "main-api-scaling-memory",
        "main-api-scaling-requests",
        "main-api-scaling-target",
        "main-api-service",
        "main-api-task",
        "main-api-task-definition",
        "main-api-task-execution",
        "main-api-task-role",
        "main-api-tasks",
        "main-api-tasks-from-alb-8080",
        "main-api-tasks-group",
        "main-api-tasks-to-internet-443",
    }


def test_what_serves_no_requests_has_no_group_and_no_grace_period() -> None:
    made = graph(lambda: plain(task_count=None, scaling=TaskScaling()))
    inputs = made.one(SERVICE).inputs
    assert inputs["loadBalancers"] == []
    assert "healthCheckGracePeriodSeconds" not in inputs
    assert len(made.of_type("aws:appautoscaling/policy:Policy")) == 2


def test_what_listens_to_nothing_lets_nobody_in() -> None:
    worker = dataclasses.replace(CONTAINER, port=None, health_check=ContainerHealthCheck(command=["CMD", "true"]))
    made = graph(lambda: plain(container=worker))
    [container] = json.loads(made.one("aws:ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    assert container["portMappings"] == []

    def program() -> None:
        peer = SecurityGroup("main-alb", SecurityGroupArgs(vpc_id="vpc-1", description="Load balancer"))
        FargateService("main-worker", plain(container=worker)).allow_from("alb", peer)

    with pytest.raises(ValueError, match="floodgate-prod-api listens to nothing"):
        run(program)


def test_datagrams_and_their_health_check_have_a_port_each() -> None:
    check = ContainerHealthCheck(command=["CMD", "/probe"])
    game = dataclasses.replace(CONTAINER, port=5000, protocol=PortProtocol.UDP, health_check=check)

    def program() -> None:
        peer = SecurityGroup("main-nlb", SecurityGroupArgs(vpc_id="vpc-1", description="Load balancer"))
        FargateService("main-game", plain(container=game)).allow_from("nlb", peer, health_port=8081)

    made = run(program, preview=False)
    [container] = json.loads(made.one("aws:ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    assert container["portMappings"] == [{"containerPort": 5000, "hostPort": 5000, "protocol": "udp"}]
    groups = {g.name: g.outputs["id"] for g in made.of_type("aws:ec2/securityGroup:SecurityGroup")}
    inward = [r.inputs for r in made.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")]
    assert {(r["ipProtocol"], r["fromPort"], r["toPort"]) for r in inward} == {("udp", 5000, 5000), ("tcp", 8081, 8081)}
    assert {(r["securityGroupId"], r["referencedSecurityGroupId"]) for r in inward} == {
        (groups["main-game-tasks-group"], groups["main-nlb-group"])
    }
    outward = made.one(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "main-game-tasks-from-nlb-udp-5000"
    ).inputs
    assert (outward["ipProtocol"], outward["fromPort"]) == ("udp", 5000)
    assert outward["securityGroupId"] == groups["main-nlb-group"]
    assert outward["referencedSecurityGroupId"] == groups["main-game-tasks-group"]


def test_facts_are_tags_of_the_task_definition() -> None:
    made = graph(lambda: plain(facts={"FLOODGATE_MAX_RUNTIME_SECONDS": "60"}))
    assert made.one("aws:ecs/taskDefinition:TaskDefinition").inputs["tags"] == {
        "FLOODGATE_MAX_RUNTIME_SECONDS": "60",
        "Name": "main-api-task",
    }
    with pytest.raises(ValueError, match="the fact Name would hide"):
        graph(lambda: plain(facts={"Name": "other"}))


def test_what_somebody_else_scales_keeps_its_number() -> None:
    made = graph(lambda: plain(task_count=3, scaled_elsewhere=True))
    assert made.one(SERVICE).inputs["desiredCount"] == 3
    assert list(made.one(SERVICE).request.ignoreChanges) == ["desiredCount"]
    assert not made.of_type("aws:appautoscaling/target:Target")
    none = graph(lambda: plain(task_count=0, scaled_elsewhere=True, allow_single_task=True))
    assert none.one(SERVICE).inputs["desiredCount"] == 0


def test_two_who_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="two would scale it"):
        plain(task_count=None, scaling=TaskScaling(), scaled_elsewhere=True)


def test_alarms_send_a_rolling_release_back_as_well() -> None:
    made = graph(lambda: plain(deployment=Deployment(rollback_alarm_names=["api-5xx", "api-slow"])))
    assert made.one(SERVICE).inputs["alarms"] == {
        "alarmNames": ["api-5xx", "api-slow"],
        "enable": True,
        "rollback": True,
    }
    assert "alarms" not in graph().one(SERVICE).inputs


def test_an_interrupted_release_goes_back_if_somebody_waits_for_it() -> None:
    made = graph(lambda: plain(deployment=Deployment(rollback_on_interrupt=True)))
    assert made.one(SERVICE).inputs["sigintRollback"] is True
    assert "sigintRollback" not in graph().one(SERVICE).inputs
    with pytest.raises(ValueError, match="nothing waits that could be interrupted"):
        plain(deployment=Deployment(rollback_on_interrupt=True), rollout=Rollout(wait_for_steady_state=False))


def test_a_service_may_be_reached_by_several_load_balancers() -> None:
    internal = target(target_group_arn="arn:internal")
    made = graph(lambda: plain(load_balancer=target(), more_load_balancers=[internal]))
    attached = made.one(SERVICE).inputs["loadBalancers"]
    assert [one["targetGroupArn"] for one in attached] == ["arn:tg", "arn:internal"]
    assert {(one["containerName"], one["containerPort"]) for one in attached} == {("app", 8080)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"more_load_balancers": [target()]}, "more_load_balancers come on top of load_balancer"),
        ({"load_balancer": target(), "more_load_balancers": [target()] * 5}, "6 target groups, ECS registers"),
        (
            {
                "load_balancer": target(),
                "container": dataclasses.replace(
                    CONTAINER, port=None, health_check=ContainerHealthCheck(command=["CMD", "true"])
                ),
            },
            "a load balancer needs a port to connect to",
        ),
    ],
)
def test_load_balancers_that_could_not_reach_it_are_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        plain(**changes)


def test_the_size_and_processors_of_a_task_are_the_callers() -> None:
    made = graph(lambda: plain(cpu_units=1024, memory_mib=2048, cpu_architecture=CpuArchitecture.X86_64))
    inputs = made.one("aws:ecs/taskDefinition:TaskDefinition").inputs
    assert (inputs["cpu"], inputs["memory"]) == ("1024", "2048")
    assert inputs["runtimePlatform"]["cpuArchitecture"] == "X86_64"


def test_a_single_task_is_for_development_only() -> None:
    with pytest.raises(ValueError, match=r"floodgate-prod-api: 1 task is an outage .* raise it to 2"):
        plain(task_count=1)
    with pytest.raises(ValueError, match="set allow_single_task for development"):
        plain(task_count=None, scaling=TaskScaling(min_tasks=1))
    assert graph(lambda: plain(task_count=1, allow_single_task=True)).one(SERVICE).inputs["desiredCount"] == 1


@pytest.mark.parametrize("change", [{"task_count": None}, {"scaling": TaskScaling()}])
def test_the_number_of_tasks_comes_from_one_place(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="give either scaling or task_count"):
        plain(**change)


def test_a_scale_in_must_wait_for_the_longest_request() -> None:
    with pytest.raises(
        ValueError, match=r"scale_in_cooldown_seconds \(300\) is shorter than longest_request_seconds \(600\)"
    ):
        plain(task_count=None, scaling=TaskScaling(), rollout=Rollout(longest_request_seconds=600))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"rollout": Rollout(health_check_grace_period_seconds=59)},
            r"must cover the container's start_period_seconds \(60\)",
        ),
        ({"load_balancer": target(unhealthy_window_seconds=100)}, r"unhealthy_window_seconds \(100\): raise it"),
        (
            {"load_balancer": target(deregistration_delay_seconds=5)},
            r"deregistration_delay_seconds \(5\) is shorter than",
        ),
        (
            {
                "rollout": Rollout(timeout_minutes=3),
                "container": dataclasses.replace(CONTAINER, stop_timeout_seconds=120),
            },
            "replacing a task may take 240 s .* timeout_minutes is 3: raise it",
        ),
    ],
)
def test_times_that_contradict_each_other_are_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        plain(**{"load_balancer": target(), **changes})


def test_a_quick_starter_may_have_a_short_grace_period() -> None:
    container = dataclasses.replace(CONTAINER, health_check=ContainerHealthCheck(start_period_seconds=10))
    rollout = Rollout(health_check_grace_period_seconds=45)
    assert plain(load_balancer=target(), container=container, rollout=rollout).rollout is rollout


def test_a_target_group_that_nothing_forwards_to_is_refused() -> None:
    with pytest.raises(ValueError, match="listener_rule_arns is empty"):
        target(listener_rule_arns=[])
