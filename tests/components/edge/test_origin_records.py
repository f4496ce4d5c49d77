"""Origin records: one name, and which region's load balancer is behind it."""

from typing import Any

import pulumi
import pytest

from components.edge import OriginAlarm, OriginRecords, OriginRecordsArgs, OriginRouting, RegionalOrigin
from offline.recorder import Graph, Resource, run

RECORD = "aws:route53/record:Record"
HEALTH = "aws:route53/healthCheck:HealthCheck"
ZONE = "Z0123456789ABCDEFGHIJ"


def balancer(region: str, **changes: Any) -> RegionalOrigin:
    return RegionalOrigin(
        region=region,
        load_balancer_dns_name=f"lb.{region}.elb.amazonaws.com",
        load_balancer_zone_id="Z35SXDOTRQ7X7K",
        **changes,
    )


BOTH = {"main": balancer("us-east-1"), "eu": balancer("eu-west-1")}


def alarm(name: str, **changes: Any) -> OriginAlarm:
    return OriginAlarm(alarm_name=name, settings="HealthyHostCount < 1", **changes)


WATCHED = {
    "main": balancer("us-east-1", alarms={"web": alarm("no-web"), "api": alarm("no-api")}),
    "eu": balancer("eu-west-1", alarms={"web": alarm("no-web")}),
}


def arguments(**changes: Any) -> dict[str, Any]:
    return {"hostname": "origin.shop.example.com", "zone_id": ZONE, "regions": BOTH, **changes}


def build(preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        made = OriginRecords("edge-origin", OriginRecordsArgs(**arguments(**changes)))
        pulumi.export("checks", made.health_check_ids)

    return run(program, preview=preview)


def records(**changes: Any) -> dict[str, Resource]:
    return {r.inputs["setIdentifier"]: r for r in build(**changes).of_type(RECORD)}


def test_the_regions_share_one_name_and_are_told_apart_by_their_keys() -> None:
    made = records()

    assert set(made) == {"main", "eu"}
    assert {(r.inputs["name"], r.inputs["type"], r.inputs["zoneId"]) for r in made.values()} == {
        ("origin.shop.example.com", "A", ZONE)
    }


def test_the_nearest_region_in_time_answers() -> None:
    made = records()

    assert made["main"].inputs["latencyRoutingPolicies"] == [{"region": "us-east-1"}]
    assert made["eu"].inputs["latencyRoutingPolicies"] == [{"region": "eu-west-1"}]
    assert not {"weightedRoutingPolicies", "failoverRoutingPolicies"} & set(made["main"].inputs)


def test_a_single_region_has_the_same_record_so_that_another_can_join() -> None:
    assert set(records(regions={"main": balancer("us-east-1")})) == {"main"}


def test_a_region_whose_targets_are_ill_is_left_out_unless_told_otherwise() -> None:
    [alias] = records()["eu"].inputs["aliases"]
    [blind] = records(evaluate_target_health=False)["eu"].inputs["aliases"]

    assert alias == {
        "name": "lb.eu-west-1.elb.amazonaws.com",
        "zoneId": "Z35SXDOTRQ7X7K",
        "evaluateTargetHealth": True,
    }
    assert blind["evaluateTargetHealth"] is False


def test_no_checker_of_route_53_knocks_where_only_cloudfront_may() -> None:
    assert {check.inputs["type"] for check in build(regions=WATCHED).of_type(HEALTH)} == {
        "CALCULATED",
        "CLOUDWATCH_METRIC",
    }


def test_without_alarms_there_is_no_health_check() -> None:
    graph = build(regions={"main": balancer("us-east-1"), "eu": WATCHED["eu"]})

    assert "healthCheckId" not in graph.one(RECORD, "edge-origin-main").inputs
    assert {check.name for check in graph.of_type(HEALTH)} == {"edge-origin-eu-health", "edge-origin-eu-health-web"}


def test_each_alarm_is_read_where_it_is() -> None:
    graph = build(regions=WATCHED)
    read = {
        check.name: (check.inputs["cloudwatchAlarmName"], check.inputs["cloudwatchAlarmRegion"])
        for check in graph.of_type(HEALTH)
        if check.inputs["type"] == "CLOUDWATCH_METRIC"
    }

    assert read == {
        "edge-origin-main-health-web": ("no-web", "us-east-1"),
        "edge-origin-main-health-api": ("no-api", "us-east-1"),
        "edge-origin-eu-health-web": ("no-web", "eu-west-1"),
    }


def test_a_region_gets_no_requests_while_one_of_its_alarms_rings() -> None:
    graph = build(preview=False, regions=WATCHED)
    ids = {check.name: check.outputs["id"] for check in graph.of_type(HEALTH)}
    main = graph.one(HEALTH, "edge-origin-main-health").inputs

    assert main["childHealthchecks"] == [ids["edge-origin-main-health-web"], ids["edge-origin-main-health-api"]]
    assert main["childHealthThreshold"] == 2
    for key in WATCHED:
        assert graph.one(RECORD, f"edge-origin-{key}").inputs["healthCheckId"] == ids[f"edge-origin-{key}-health"]
    assert graph.exports["checks"] == {key: ids[f"edge-origin-{key}-health"] for key in WATCHED}


def test_some_alarms_may_ring() -> None:
    pair = balancer("us-east-1", alarms={"a": alarm("no-a"), "b": alarm("no-b")}, quiet_alarms=1)

    assert build(regions={"main": pair}).one(HEALTH, "edge-origin-main-health").inputs["childHealthThreshold"] == 1


def test_a_region_that_says_nothing_is_ill() -> None:
    check = build(regions=WATCHED).one(HEALTH, "edge-origin-eu-health-web")

    assert check.inputs["insufficientDataHealthStatus"] == "Unhealthy"


def test_route_53_copies_an_alarm_again_when_its_settings_change() -> None:
    check = build(regions=WATCHED).one(HEALTH, "edge-origin-eu-health-web")

    assert check.inputs["triggers"] == {"alarm": "HealthyHostCount < 1"}


def test_an_alarm_may_be_in_another_region() -> None:
    regions = {"eu": balancer("eu-west-1", alarms={"errors": alarm("eu-errors", region="us-east-1")})}

    check = build(regions=regions).one(HEALTH, "edge-origin-eu-health-errors")

    assert check.inputs["cloudwatchAlarmRegion"] == "us-east-1"


def test_regions_can_share_by_weight() -> None:
    made = records(
        routing=OriginRouting.WEIGHTED,
        regions={"main": balancer("us-east-1", weight=90), "eu": balancer("eu-west-1", weight=0)},
    )

    assert made["main"].inputs["weightedRoutingPolicies"] == [{"weight": 90}]
    assert made["eu"].inputs["weightedRoutingPolicies"] == [{"weight": 0}]
    assert not {"latencyRoutingPolicies", "failoverRoutingPolicies"} & set(made["main"].inputs)


def test_a_second_region_can_stand_by() -> None:
    made = records(routing=OriginRouting.FAILOVER)

    assert made["main"].inputs["failoverRoutingPolicies"] == [{"type": "PRIMARY"}]
    assert made["eu"].inputs["failoverRoutingPolicies"] == [{"type": "SECONDARY"}]
    assert not {"latencyRoutingPolicies", "weightedRoutingPolicies"} & set(made["main"].inputs)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"regions": {}}, "leads nowhere"),
        ({"regions": {"a": balancer("us-east-1"), "b": balancer("us-east-1")}}, "two origins are in one region"),
        ({"routing": OriginRouting.FAILOVER, "regions": {"a": balancer("us-east-1")}}, "failover needs two regions"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        OriginRecordsArgs(**arguments(**change))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weight": 256}, "choose 0 to 255"),
        ({"weight": -1}, "choose 0 to 255"),
        ({"quiet_alarms": 1}, "1 of 0 alarms"),
        ({"alarms": {"web": alarm("no-web")}, "quiet_alarms": 0}, "choose a number from 1"),
        ({"alarms": {"web": alarm("no-web")}, "quiet_alarms": 2}, "2 of 1 alarms"),
        ({"alarms": {str(number): alarm("no-web") for number in range(256)}}, "Route 53 counts 255"),
    ],
)
def test_a_region_that_route_53_would_not_take_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        balancer("us-east-1", **change)
