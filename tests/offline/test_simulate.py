"""What a simulated resource looks like: unknown at preview, well-formed and stable at deployment."""

import re
from typing import Any

import pytest

from offline.aws import facts, schema, simulate, wire
from offline.aws.simulate import Place

PLACE = Place(region="eu-central-1", account="111122223333", default_tags={"Team": "orders"})
URN = "urn:pulumi:dev::p::t::thing"


def made(
    token: str, inputs: dict[str, Any], *, preview: bool = False, urn: str = URN, place: Place = PLACE, **more: Any
) -> simulate.Simulated:
    return simulate.simulate(schema.resource_schema(token), urn, inputs, place, preview=preview, **more)


def test_at_preview_what_aws_decides_is_unknown_and_the_rest_is_known() -> None:
    queue = made("aws:sqs/queue:Queue", {"name": "q", "tags": {"a": "b"}}, preview=True)
    assert queue.id == ""
    assert queue.outputs["arn"] == queue.outputs["url"] == wire.UNKNOWN
    assert queue.outputs["name"] == "q"
    assert queue.outputs["visibilityTimeoutSeconds"] == 30
    assert queue.outputs["region"] == "eu-central-1"
    assert queue.outputs["tagsAll"] == {"Team": "orders", "a": "b"}
    assert "kmsMasterKeyId" not in queue.outputs


def test_unknown_tags_hide_all_tags() -> None:
    assert made("aws:sqs/queue:Queue", {"tags": {"a": wire.UNKNOWN}}, preview=True).outputs["tagsAll"] == wire.UNKNOWN


@pytest.mark.parametrize(
    ("token", "inputs", "output", "pattern"),
    [
        ("aws:sqs/queue:Queue", {"name": "q"}, "arn", r"arn:aws:sqs:eu-central-1:111122223333:q"),
        ("aws:sqs/queue:Queue", {"name": "q"}, "id", r"https://sqs\.eu-central-1\.amazonaws\.com/111122223333/q"),
        ("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}, "id", r"vpc-[0-9a-f]{17}"),
        (
            "aws:lb/loadBalancer:LoadBalancer",
            {"name": "lb", "loadBalancerType": "network"},
            "arn",
            r"arn:aws:.*:loadbalancer/net/lb/[0-9a-f]{16}",
        ),
        (
            "aws:lb/listener:Listener",
            {"loadBalancerArn": "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/net/lb/0123456789abcdef"},
            "arn",
            r"arn:aws:.*:listener/net/lb/0123456789abcdef/[0-9a-f]{16}",
        ),
        ("aws:lb/loadBalancer:LoadBalancer", {"name": "lb"}, "arnSuffix", r"app/lb/[0-9a-f]{16}"),
        ("aws:alb/loadBalancer:LoadBalancer", {"name": "lb"}, "dnsName", r"lb-\d{10}\.eu-central-1\.elb\..*"),
        (
            "aws:ecs/service:Service",
            {"name": "api", "cluster": "arn:aws:ecs:eu-central-1:111122223333:cluster/shop"},
            "arn",
            r"arn:aws:ecs:eu-central-1:111122223333:service/shop/api",
        ),
        ("aws:iam/role:Role", {"name": "r"}, "arn", r"arn:aws:iam::111122223333:role/r"),
        ("aws:cloudfront/distribution:Distribution", {}, "id", r"E[0-9A-Z]{13}"),
        (
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            {"functionName": "f"},
            "id",
            r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        ),
        ("aws:glue/job:Job", {"name": "j"}, "arn", r"arn:aws:glue:eu-central-1:111122223333:job/j"),
        (
            "aws:apprunner/service:Service",
            {"serviceName": "s"},
            "serviceUrl",
            r"https://[0-9a-f]{10}\.apprunner\.eu-central-1\.amazonaws\.com",
        ),
    ],
)
def test_ids_and_outputs_are_well_formed(token: str, inputs: dict[str, Any], output: str, pattern: str) -> None:
    thing = made(token, inputs)
    assert re.fullmatch(pattern, thing.id if output == "id" else thing.outputs[output])


def test_region_follows_the_resource_and_partition_follows_the_region() -> None:
    queue = made("aws:sqs/queue:Queue", {"name": "q", "region": "ap-south-1"})
    assert queue.outputs["arn"] == "arn:aws:sqs:ap-south-1:111122223333:q"
    china = made("aws:sqs/queue:Queue", {"name": "q"}, place=Place(region="cn-north-1"))
    assert china.outputs["arn"] == "arn:aws-cn:sqs:cn-north-1:123456789012:q"
    assert china.outputs["url"].startswith("https://sqs.cn-north-1.amazonaws.com.cn/")
    assert Place(region="us-gov-west-1").partition == "aws-us-gov"


def test_the_same_resource_is_the_same_in_every_run_and_a_replaced_one_is_not() -> None:
    vpc = "aws:ec2/vpc:Vpc"
    first = made(vpc, {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": True})
    assert made(vpc, {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": False}).id == first.id
    assert made(vpc, {"cidrBlock": "10.1.0.0/16"}).id != first.id
    assert made(vpc, {"cidrBlock": "10.0.0.0/16"}, urn=URN + "2").id != first.id


def test_an_update_keeps_what_aws_decided_before() -> None:
    queue = "aws:sqs/queue:Queue"
    before = made(queue, {"name": "q"})
    after = made(queue, {"name": "q", "delaySeconds": 5}, urn="renamed", before=before.outputs, identity=before.id)
    assert after.id == before.id
    assert after.outputs == {**before.outputs, "delaySeconds": 5}
    planned = made(queue, {"name": "q", "delaySeconds": 5}, preview=True, before=before.outputs, identity=before.id)
    assert planned.outputs["arn"] == before.outputs["arn"]


def test_write_only_arguments_never_come_back() -> None:
    group = made(
        "aws:elasticache/replicationGroup:ReplicationGroup", {"replicationGroupId": "r", "authTokenWo": "hunter2"}
    )
    assert "hunter2" not in str(group.outputs)


def test_a_shape_may_repeat_itself_for_each_value() -> None:
    certificate = made(
        "aws:acm/certificate:Certificate",
        {"domainName": "example.com", "subjectAlternativeNames": ["*.example.com", "example.com"]},
    )
    options = certificate.outputs["domainValidationOptions"]
    assert [option["domainName"] for option in options] == ["example.com", "*.example.com"]
    assert re.fullmatch(r"_[0-9a-f]{32}\.example\.com\.", options[1]["resourceRecordName"])


def test_every_type_of_the_shape_table_exists_and_fills() -> None:
    for token, shapes in facts.shapes()["types"].items():
        resource = schema.resource_schema(token)
        assert not set(shapes) - set(resource.outputs) - {"id"}, token
        given = {name: "x" for name, prop in resource.inputs.items() if prop.type == "string"}
        thing = made(token, given)
        assert thing.id, token
        assert all(value != "" for name, value in thing.outputs.items() if name in shapes), token


def test_values_without_a_shape_have_the_right_type() -> None:
    table = made("aws:dynamodb/table:Table", {"name": "t"}).outputs
    assert table["readCapacity"] == 0
    assert isinstance(table["serverSideEncryption"], dict)


def test_the_account_is_the_one_that_the_configuration_names() -> None:
    place = simulate.place_of
    assert place({}, "us-east-1").account == "123456789012"
    assert place({"allowedAccountIds": '["999999999999"]'}, "us-east-1").account == "999999999999"
    assert (
        place({"assumeRoles": '[{"roleArn": "arn:aws:iam::888888888888:role/deploy"}]'}, "us-east-1").account
        == "888888888888"
    )
    assert place({"assumeRoles": '[{"roleArn": "odd"}]'}, "us-east-1").account == "123456789012"
    assert place({"region": "eu-west-1", "defaultTags": '{"tags": {"a": "b"}}'}, "us-east-1") == Place(
        region="eu-west-1", default_tags={"a": "b"}
    )
    assert place({"defaultTags": "not json"}, "us-east-1").default_tags == {}


def test_strict_hides_a_property_as_soon_as_a_part_is_unknown() -> None:
    outputs = {"a": {"b": [{"c": wire.UNKNOWN}]}, "d": [1, "x"], "e": wire.UNKNOWN}
    assert simulate.hide_partly_unknown(outputs) == {"a": wire.UNKNOWN, "d": [1, "x"], "e": wire.UNKNOWN}
