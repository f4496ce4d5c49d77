"""A service whose releases ECS brings in by moving traffic, behind either kind of load balancer, as it reaches AWS."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.compute import (
    CanaryShift,
    Container,
    Deployment,
    DeploymentStrategy,
    FargateService,
    FargateServiceArgs,
    LifecycleHook,
    LifecycleStage,
    LinearShift,
    LoadBalancerTarget,
    Rollout,
    TaskScaling,
    TrafficShift,
)
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
CONTAINER = Container(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/api@sha256:" + "0a" * 32)
SERVICE = "aws:ecs/service:Service"
ROLE = "aws:iam/role:Role"
RIGHTS = "aws:iam/rolePolicy:RolePolicy"
BLUE_GREEN = Deployment(strategy=DeploymentStrategy.BLUE_GREEN)
PATIENT = Rollout(timeout_minutes=120)


def args(**changes: Any) -> FargateServiceArgs:
    given: dict[str, Any] = {
        "location": LOCATION,
        "service_name": "floodgate-prod-api",
        "cluster_name": "floodgate-prod",
        "vpc_id": "vpc-1",
        "subnet_ids": ["subnet-1", "subnet-2"],
        "container": CONTAINER,
        "scaling": TaskScaling(),
        "load_balancer": target(),
        "deployment": BLUE_GREEN,
        "rollout": PATIENT,
    }
    return FargateServiceArgs(**{**given, **changes})


def target(*, shift: bool = True, **changes: Any) -> LoadBalancerTarget:
    """A pair of target groups that exists already."""
    known: dict[str, Any] = {
        "target_group_arn": "arn:blue",
        "listener_rule_arns": ["arn:production"],
        "request_count_label": "app/lb/1/targetgroup/blue/1",
        "shift": TrafficShift(
            alternate_target_group_arn="arn:green",
            production_rule_arn="arn:production",
            test_rule_arn="arn:test",
            alternate_request_count_label="app/lb/1/targetgroup/green/1",
        )
        if shift
        else None,
    }
    return LoadBalancerTarget(**{**known, **changes})


def network_target() -> LoadBalancerTarget:
    shift = TrafficShift(
        alternate_target_group_arn="arn:net-green",
        production_rule_arn="arn:listener",
        test_rule_arn="arn:test-listener",
    )
    return LoadBalancerTarget(
        target_group_arn="arn:net-blue",
        listener_rule_arns=["arn:listener"],
        request_count_label=None,
        shift=shift,
    )


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    return run(lambda: FargateService("main-api", args(**changes)), preview=preview)


def rights(made: Graph, name: str) -> dict[str, Any]:
    """Resources by actions of a role's only policy."""
    document = json.loads(made.one(RIGHTS, name).inputs["policy"])
    return {" ".join(s["Action"]): s["Resource"] for s in document["Statement"]}


def whole() -> None:
    """The service with target groups and rules that are created with it."""
    balancer = aws.lb.LoadBalancer("alb", subnets=["subnet-1", "subnet-2"])
    listener = aws.lb.Listener(
        "listener",
        load_balancer_arn=balancer.arn,
        default_actions=[{"type": "fixed-response", "fixed_response": {"content_type": "text/plain"}}],
    )
    groups = {
        name: aws.lb.TargetGroup(name, port=8080, protocol="HTTP", target_type="ip", vpc_id="vpc-1")
        for name in ("blue", "green")
    }
    rules = {
        name: aws.lb.ListenerRule(
            name,
            listener_arn=listener.arn,
            actions=[{"type": "forward", "target_group_arn": groups["blue"].arn}],
            conditions=[{"path_pattern": {"values": ["/api/*"]}}],
        )
        for name in ("production", "test")
    }
    labels = {name: pulumi.Output.concat(balancer.arn_suffix, "/", group.arn_suffix) for name, group in groups.items()}
    shift = TrafficShift(
        alternate_target_group_arn=groups["green"].arn,
        production_rule_arn=rules["production"].arn,
        test_rule_arn=rules["test"].arn,
        alternate_request_count_label=labels["green"],
    )
    load_balancer = LoadBalancerTarget(
        target_group_arn=groups["blue"].arn,
        listener_rule_arns=[rules["production"].arn],
        request_count_label=labels["blue"],
        shift=shift,
    )
    FargateService("main-api", args(load_balancer=load_balancer))


@pytest.mark.parametrize("preview", [True, False])
def test_the_service_waits_for_both_rules_and_for_ecs_to_have_its_rights(preview: bool) -> None:
    made = run(whole, preview=preview)

    service = made.one(SERVICE)
    for name in ("production", "test"):
        assert made.one("aws:lb/listenerRule:ListenerRule", name).urn in service.dependencies
    assert made.one(RIGHTS, "main-api-traffic").urn in service.dependencies
    groups = {made.one("aws:lb/targetGroup:TargetGroup", name).urn for name in ("blue", "green")}
    assert groups <= service.property_dependencies["loadBalancers"]


def test_requests_are_counted_over_both_groups_of_the_service() -> None:
    made = run(whole, preview=False)

    policy = made.one("aws:appautoscaling/policy:Policy", "main-api-scaling-requests")
    specification = policy.inputs["targetTrackingScalingPolicyConfiguration"]["customizedMetricSpecification"]
    counted = {
        dimension["value"]
        for metric in specification["metrics"][:-1]
        for dimension in metric["metricStat"]["metric"]["dimensions"]
        if dimension["name"] == "TargetGroup"
    }
    groups = made.of_type("aws:lb/targetGroup:TargetGroup")
    assert counted == {group.outputs["arnSuffix"] for group in groups}


def test_ecs_is_told_both_groups_both_rules_and_the_role() -> None:
    made = graph(preview=False)

    [attached] = made.one(SERVICE).inputs["loadBalancers"]
    assert attached["targetGroupArn"] == "arn:blue"
    assert attached["advancedConfiguration"] == {
        "alternateTargetGroupArn": "arn:green",
        "productionListenerRule": "arn:production",
        "testListenerRule": "arn:test",
        "roleArn": made.one(ROLE, "main-api-traffic").outputs["arn"],
    }


def test_the_role_that_moves_traffic_reaches_the_services_own_rules_and_groups_only() -> None:
    made = graph()

    trust = json.loads(made.one(ROLE, "main-api-traffic").inputs["assumeRolePolicy"])
    assert [s["Principal"] for s in trust["Statement"]] == [{"Service": "ecs.amazonaws.com"}]
    assert rights(made, "main-api-traffic") == {
        "elasticloadbalancing:DescribeListeners elasticloadbalancing:DescribeRules"
        " elasticloadbalancing:DescribeTargetGroups elasticloadbalancing:DescribeTargetHealth": ["*"],
        "elasticloadbalancing:RegisterTargets elasticloadbalancing:DeregisterTargets": ["arn:blue", "arn:green"],
        "elasticloadbalancing:ModifyRule elasticloadbalancing:ModifyListener": ["arn:production", "arn:test"],
    }


def test_blue_green_moves_everything_at_once_and_keeps_the_old_tasks_for_a_while() -> None:
    made = graph().one(SERVICE).inputs

    assert made["deploymentConfiguration"] == {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": "15"}
    assert made["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}


def test_a_canary_goes_first_and_the_alarm_may_send_it_back() -> None:
    made = graph(
        deployment=Deployment(
            strategy=DeploymentStrategy.CANARY,
            canary=CanaryShift(percent=2.5, bake_minutes=20),
            bake_minutes=30,
            rollback_alarm_names=["floodgate-prod-gate"],
        )
    )

    inputs = made.one(SERVICE).inputs
    assert inputs["deploymentConfiguration"]["strategy"] == "CANARY"
    assert inputs["deploymentConfiguration"]["canaryConfiguration"] == {
        "canaryPercent": 2.5,
        "canaryBakeTimeInMinutes": "20",
    }
    assert inputs["deploymentConfiguration"]["bakeTimeInMinutes"] == "30"
    assert "linearConfiguration" not in inputs["deploymentConfiguration"]
    assert inputs["alarms"] == {"alarmNames": ["floodgate-prod-gate"], "enable": True, "rollback": True}
    assert "deploymentCircuitBreaker" not in inputs


def test_linear_goes_step_by_step() -> None:
    linear = LinearShift(step_percent=20, step_bake_minutes=5)
    deployment = Deployment(
        strategy=DeploymentStrategy.LINEAR, linear=linear, rollback_alarm_names=["floodgate-prod-gate"]
    )

    found = graph(deployment=deployment).one(SERVICE).inputs["deploymentConfiguration"]
    assert (found["strategy"], found["linearConfiguration"]) == (
        "LINEAR",
        {"stepPercent": 20, "stepBakeTimeInMinutes": "5"},
    )
    assert "canaryConfiguration" not in found


def test_a_hook_is_asked_at_its_stages_with_a_role_that_reaches_nothing_else() -> None:
    function = "arn:aws:lambda:us-east-1:123456789012:function:judge"
    hook = LifecycleHook(
        function_arn=function,
        stages=[LifecycleStage.POST_TEST_TRAFFIC_SHIFT, LifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT],
        details='{"threshold":1}',
    )
    made = graph(preview=False, deployment=Deployment(strategy=DeploymentStrategy.BLUE_GREEN, lifecycle_hooks=[hook]))

    service = made.one(SERVICE)
    assert service.inputs["deploymentConfiguration"]["lifecycleHooks"] == [
        {
            "hookTargetArn": function,
            "roleArn": made.one(ROLE, "main-api-hooks").outputs["arn"],
            "lifecycleStages": ["POST_TEST_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"],
            "hookDetails": '{"threshold":1}',
        }
    ]
    assert rights(made, "main-api-hooks") == {"lambda:InvokeFunction": [function]}
    assert made.one(RIGHTS, "main-api-hooks").urn in service.dependencies


def test_without_hooks_there_is_no_role_for_them() -> None:
    assert [role.name for role in graph().of_type(ROLE)] == [
        "main-api-task-execution",
        "main-api-task-role",
        "main-api-traffic",
    ]


def test_a_service_may_be_behind_several_pairs_of_groups() -> None:
    made = graph(more_load_balancers=[network_target()])

    blue, net = made.one(SERVICE).inputs["loadBalancers"]
    assert (blue["targetGroupArn"], net["targetGroupArn"]) == ("arn:blue", "arn:net-blue")
    assert net["advancedConfiguration"]["productionListenerRule"] == "arn:listener"
    granted = rights(made, "main-api-traffic")
    assert granted["elasticloadbalancing:RegisterTargets elasticloadbalancing:DeregisterTargets"] == [
        "arn:blue",
        "arn:net-blue",
        "arn:green",
        "arn:net-green",
    ]
    assert granted["elasticloadbalancing:ModifyRule elasticloadbalancing:ModifyListener"] == [
        "arn:production",
        "arn:test",
        "arn:listener",
        "arn:test-listener",
    ]


def test_behind_a_network_load_balancer_there_are_no_requests_to_count() -> None:
    made = graph(load_balancer=network_target())

    policies = [policy.name for policy in made.of_type("aws:appautoscaling/policy:Policy")]
    assert policies == ["main-api-scaling-cpu", "main-api-scaling-memory"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"load_balancer": None}, "BLUE_GREEN moves traffic of a load balancer: give one"),
        ({"load_balancer": target(shift=False)}, "give the load balancer target a shift"),
        ({"deployment": Deployment()}, "ROLLING moves no traffic, but the target has a shift"),
        (
            {"rollout": Rollout(timeout_minutes=16)},
            r"a BLUE_GREEN deployment waits 15 minutes on purpose and 150 s for tasks, but timeout_minutes is 16",
        ),
        (
            {"load_balancer": network_target(), "rollout": Rollout(timeout_minutes=30)},
            "waits 35 minutes on purpose",
        ),
    ],
)
def test_a_strategy_that_the_load_balancer_or_the_patience_does_not_fit_is_refused(
    changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        args(**changes)


def test_requests_counted_for_one_group_of_two_are_refused() -> None:
    with pytest.raises(ValueError, match="requests are counted for one of the two target groups only"):
        target(request_count_label=None)
