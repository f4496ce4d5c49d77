"""The ground that every rule stands on: values of any shape, and links in every spelling."""

import json
from typing import Any

import pulumi
import pytest
from google.protobuf.struct_pb2 import Struct
from pulumi_policy.deserialize import deserialize_properties
from pulumi_policy.proxy import unknown_checking_proxy
from rules import identity
from rules.resource import Resource, read, read_flag, read_list, read_number, read_output
from rules.stack import Found, Holder, Stack
from rules.values import SENTINELS, SIGNATURE, UNKNOWN, UNREADABLE_SECRET, from_struct, parse_json, plain

QUEUE = "aws:sqs/queue:Queue"
FUNCTION = "aws:lambda/function:Function"
SERVICE = "aws:ecs/service:Service"
CLUSTER = "aws:ecs/cluster:Cluster"
MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
ASSET = "c44067f5952c0a294b673a41bacd8c17"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"

# Every kind of value that can come over the wire, and what a rule is given.
WIRE: list[tuple[Any, Any]] = [
    (None, None),
    (True, True),
    (30, 30.0),
    ("text", "text"),
    ([1, "a", None, [True]], [1.0, "a", None, [True]]),
    ({"a": {"b": [1]}}, {"a": {"b": [1.0]}}),
    *((sentinel, UNKNOWN) for sentinel in SENTINELS),
    ([SENTINELS[0], 1], [UNKNOWN, 1.0]),
    ({"a": {"b": SENTINELS[3]}}, {"a": {"b": UNKNOWN}}),
    (f"arn:aws:sqs:us-east-1:{SENTINELS[2]}:q", UNKNOWN),
    (json.dumps({"target": SENTINELS[2], "count": 5}), {"target": UNKNOWN, "count": 5.0}),
    (f"{{{SENTINELS[2]}", UNKNOWN),
    (UNREADABLE_SECRET, UNKNOWN),
    ({SIGNATURE: SECRET, "value": "hunter2"}, "hunter2"),
    ({SIGNATURE: SECRET, "value": {"a": [SENTINELS[1]]}}, {"a": [UNKNOWN]}),
    ({SIGNATURE: ASSET, "text": "code", "hash": "0"}, None),
]


def _struct(values: dict[str, Any]) -> Struct:
    struct = Struct()
    struct.update(values)
    return struct


@pytest.mark.parametrize(("sent", "given"), WIRE[:-1], ids=repr)
def test_value_is_the_same_from_the_wire_and_from_the_sdk(sent: Any, given: Any) -> None:
    of_the_sdk = unknown_checking_proxy(deserialize_properties({"value": sent}))
    assert plain(of_the_sdk) == {"value": given}
    assert from_struct(_struct({"value": sent})) == {"value": given}


def test_asset_is_what_it_holds() -> None:
    asset = WIRE[-1][0]
    assert from_struct(_struct({"code": asset}))["code"] == {"text": "code", "hash": "0"}
    assert plain(unknown_checking_proxy(deserialize_properties({"code": asset}))) == {"code": {"text": "code"}}
    archive = pulumi.AssetArchive({"a": pulumi.FileAsset("/a"), "b": pulumi.RemoteAsset(f"https://{SENTINELS[2]}")})
    assert plain(archive) == {"assets": {"a": {"path": "/a"}, "b": {"uri": UNKNOWN}}}


def test_asset_without_content_does_not_end_the_analysis() -> None:
    assert from_struct(_struct({"code": {SIGNATURE: ASSET, "hash": "0"}})) == {"code": {"hash": "0"}}
    assert plain(object()) is UNKNOWN


def test_output_value_and_unheard_of_mark() -> None:
    known = {SIGNATURE: OUTPUT, "value": "x", "dependencies": []}
    assert from_struct(_struct({"a": known, "b": {SIGNATURE: OUTPUT}, "c": {SIGNATURE: "?", "urn": "u"}})) == {
        "a": "x",
        "b": UNKNOWN,
        "c": {"urn": "u"},
    }


def test_nesting_without_end_is_unknown_below_a_depth() -> None:
    value: Any = "bottom"
    for _ in range(300):
        value = [value]
    found = plain(value)
    while isinstance(found, list):
        (found,) = found
    assert found is UNKNOWN


@pytest.mark.parametrize("text", ["", "text", "[", '{"a":}', "5", "[" * 100_000])
def test_text_that_is_no_json_object_or_list(text: str) -> None:
    assert parse_json(text) is None


# --- reading


def _queue(logical: str = "q", /, **outputs: Any) -> Resource:
    return Resource(urn=f"urn:{logical}", type=QUEUE, name=logical, outputs=outputs)


def test_read_walks_through_objects_lists_and_json() -> None:
    queue = _queue(a={"b": [{"c": 1.0}]}, policy=json.dumps([{"x": {"y": 2}}]), empty="", partial={"known": 5.0})
    assert read(queue, "a", "b", 0, "c") == 1.0
    assert read(queue, "policy", 0, "x", "y") == 2.0
    assert read(queue, "partial", "known") == 5.0
    assert read(queue, "empty", "x", default="nothing") == "nothing"
    assert read(queue, "a", "b", 1, "c", default="beyond") == "beyond"
    assert read(queue, "none", "x") is None


@pytest.mark.parametrize("path", [("text", "x"), ("number", "x"), ("list", "x"), ("map", 0), ("unknown", "x")])
def test_read_of_another_shape_is_unknown(path: tuple[str | int, ...]) -> None:
    queue = _queue(text="no json", number=1.0, list=[1.0], map={"0": 1.0}, unknown=UNKNOWN)
    assert read(queue, *path, default="default") is UNKNOWN


def test_recorded_inputs_answer_for_an_unknown_output_and_only_then() -> None:
    outputs = {"hidden": UNKNOWN, "unset": UNKNOWN, "known": 2.0, "still": UNKNOWN, "arn": UNKNOWN}
    inputs = {"hidden": {"a": 1.0}, "known": 1.0, "still": UNKNOWN, "missing": "m"}
    queue = Resource(urn="u", type=QUEUE, name="q", outputs=outputs, inputs=inputs)
    assert read(queue, "hidden", "a") == 1.0
    assert read(queue, "hidden", "b", default="default") == "default"
    assert read(queue, "known") == 2.0
    assert read(queue, "missing") == "m"
    assert read(queue, "still", default="default") is UNKNOWN
    assert read(queue, "unset", default="the service's default") == "the service's default"
    assert read(_queue(unset=UNKNOWN), "unset", default="default") is UNKNOWN
    assert read_output(queue, "arn") is UNKNOWN
    assert read_output(queue, "url") is None


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (30.0, 30.0),
        ("45", 45.0),
        ("4x", UNKNOWN),
        (True, UNKNOWN),
        ([1], UNKNOWN),
        ("nan", UNKNOWN),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_number(value: Any, found: Any) -> None:
    assert read_number(_queue(n=value), "n") == found
    assert read_number(_queue(), "n") is None


@pytest.mark.parametrize(
    ("value", "found"), [(True, True), ("true", True), ("False", False), ("x", UNKNOWN), (1.0, UNKNOWN), (None, False)]
)
def test_flag(value: Any, found: Any) -> None:
    assert read_flag(_queue(f=value), "f") is found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, []),
        ([1.0], [1.0]),
        ("[1]", [1.0]),
        ("", []),
        ("x", UNKNOWN),
        ({}, UNKNOWN),
        ("{}", []),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_list(value: Any, found: Any) -> None:
    assert read_list(_queue(things=value), "things") == found


def test_region_is_its_own_else_its_providers_else_its_arns() -> None:
    def region(provider: dict[str, Any] | None = None, **outputs: Any) -> Any:
        return Resource(urn="u", type=QUEUE, name="q", outputs=outputs, provider=provider).region

    assert region({"region": "eu-west-1"}, region="us-west-2") == "us-west-2"
    assert region({"region": "eu-west-1"}) == "eu-west-1"
    assert region({}, arn="arn:aws:sqs:us-east-2:123456789012:q") == "us-east-2"
    assert region(None, arn="arn:aws:iam::123456789012:role/r") is UNKNOWN
    assert region({"region": "eu-west-1"}, region=UNKNOWN) is UNKNOWN


# --- links


def _mapping(source: Any, depends_on: tuple[str, ...] = (), region: str | None = None) -> Resource:
    return Resource(
        urn="urn:mapping",
        type=MAPPING,
        name="mapping",
        outputs={"eventSourceArn": source, "functionName": source, **({"region": region} if region else {})},
        property_dependencies={"eventSourceArn": depends_on, "functionName": depends_on},
    )


KNOWN = {
    "arn": "arn:aws:sqs:us-east-1:123456789012:orders",
    "id": "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
    "url": "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
    "name": "orders",
    "region": "us-east-1",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (KNOWN["arn"], Found.PARTNER),
        (KNOWN["url"], Found.PARTNER),
        ("orders", Found.PARTNER),
        ("arn:aws:sqs:us-east-1:123456789012:other", Found.OUTSIDE),
        ("arn:aws:sqs:eu-west-1:123456789012:orders", Found.OUTSIDE),
        ("arn:aws:sqs:us-east-1:210987654321:orders", Found.OUTSIDE),
        ("arn:aws:sns:us-east-1:123456789012:orders", Found.OUTSIDE),
        ("a/b:c", Found.OUTSIDE),
        ("", Found.NOTHING),
        (None, Found.NOTHING),
        (UNKNOWN, Found.UNKNOWN),
        (5.0, Found.UNKNOWN),
    ],
)
def test_link_to_a_deployed_queue(text: Any, found: Found) -> None:
    queue, mapping = _queue("orders", **KNOWN), _mapping(text)
    link = Stack([queue, mapping]).link(mapping, "eventSourceArn", to=QUEUE)
    assert link.found is found
    assert link.partner is (queue if found is Found.PARTNER else None)


@pytest.mark.parametrize(
    "text",
    [
        "handler",
        "handler:live",
        "123456789012:function:handler",
        "123456789012:handler",
        "function:handler:7",
        "arn:aws:lambda:us-east-1:123456789012:function:handler",
        "arn:aws:lambda:us-east-1:123456789012:function:handler:live",
    ],
)
def test_link_to_a_function_that_is_not_deployed_yet(text: str) -> None:
    function = Resource(urn="urn:f", type=FUNCTION, name="f", outputs={"name": "handler", "arn": UNKNOWN})
    mapping = _mapping(text)
    assert Stack([function, mapping]).link(mapping, "functionName", to=FUNCTION).partner is function


def test_unknown_value_follows_dependencies_through_aliases_and_components() -> None:
    component = Resource(urn="urn:outer", type="shop:index:Shop", name="outer")
    inner = Resource(urn="urn:inner", type="shop:index:Inner", name="inner", parent="urn:outer")
    queue = Resource(urn="urn:q", type=QUEUE, name="q", parent="urn:inner", provider={})
    function = Resource(urn="urn:f", type=FUNCTION, name="f", provider={})
    alias = Resource(
        urn="urn:alias",
        type="aws:lambda/alias:Alias",
        name="live",
        provider={},
        property_dependencies={"functionName": ("urn:f",)},
    )
    mapping = _mapping(UNKNOWN, ("urn:outer", "urn:alias", "urn:gone", "urn:alias"))
    stack = Stack([component, inner, queue, function, alias, mapping])
    assert stack.link(mapping, "eventSourceArn", to=QUEUE).partner is queue
    assert stack.link(mapping, "functionName", to=FUNCTION).partner is function
    assert stack.get("urn:q") is queue
    assert list(stack) == [component, inner, queue, function, alias, mapping]


def test_children_of_a_real_resource_are_no_partners() -> None:
    key = Resource(urn="urn:key", type="aws:kms/key:Key", name="key", provider={})
    queue = Resource(urn="urn:q", type=QUEUE, name="q", parent="urn:key", provider={})
    mapping = _mapping(UNKNOWN, ("urn:key",))
    assert Stack([key, queue, mapping]).link(mapping, "eventSourceArn", to=QUEUE).found is Found.UNKNOWN


def test_parents_in_a_circle_come_to_an_end() -> None:
    one = Resource(urn="urn:one", type="shop:index:One", name="one", parent="urn:two")
    two = Resource(urn="urn:two", type="shop:index:Two", name="two", parent="urn:one")
    assert list(Stack([one, two]).inside(one)) == [two]


def test_several_dependencies_mean_one_of_them() -> None:
    first, second = _queue("a"), _queue("b")
    mapping = _mapping(UNKNOWN, ("urn:a", "urn:b"))
    stack = Stack([first, second, mapping])
    link = stack.link(mapping, "eventSourceArn", to=QUEUE)
    assert (link.partners, link.partner) == ((first, second), None)
    incoming = stack.incoming(Holder(MAPPING, ("eventSourceArn",)), to=QUEUE)
    assert incoming.to(first) == ()
    assert incoming.perhaps_to(first, nameless=False) == (mapping,)


def test_known_value_beats_dependencies_but_not_for_a_queue_without_a_name_yet() -> None:
    named, nameless = _queue("a", name="a"), _queue("b", name=UNKNOWN)
    mapping = _mapping("arn:aws:sqs:us-east-1:123456789012:a", ("urn:a", "urn:b"))
    assert Stack([named, nameless, mapping]).link(mapping, "eventSourceArn", to=QUEUE).partner is named
    elsewhere = _mapping("arn:aws:sqs:us-east-1:123456789012:c", ("urn:a", "urn:b"))
    assert Stack([named, nameless, elsewhere]).link(elsewhere, "eventSourceArn", to=QUEUE).partner is nameless
    stack = Stack([named, nameless, lone := _mapping("arn:aws:sqs:us-east-1:123456789012:c")])
    incoming = stack.incoming(Holder(MAPPING, ("eventSourceArn",)), to=QUEUE)
    assert incoming.perhaps_to(nameless, nameless=stack.is_nameless(nameless)) == (lone,)
    assert incoming.perhaps_to(named, nameless=stack.is_nameless(named)) == ()


def test_same_name_in_two_regions_means_the_one_in_the_own_region() -> None:
    here, there = _queue("a", name="orders", region="us-east-1"), _queue("b", name="orders", region="eu-west-1")
    mapping = _mapping("orders", region="eu-west-1")
    assert Stack([here, there, mapping]).link(mapping, "eventSourceArn", to=QUEUE).partner is there
    # One that is deployed has its name for an id, too, which says no more than the name of the one that is planned.
    deployed = _queue("a", name="orders", id="orders", region="us-east-1")
    assert Stack([deployed, there, mapping]).link(mapping, "eventSourceArn", to=QUEUE).partner is there
    unplaced = _mapping("orders")
    assert Stack([here, there, unplaced]).link(unplaced, "eventSourceArn", to=QUEUE).partners == (here, there)


@pytest.mark.parametrize(
    ("cluster", "certainty"),
    [
        ("main", True),
        ("arn:aws:ecs:us-east-1:123456789012:cluster/main", True),
        ("other", False),
        (UNKNOWN, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_service_is_meant_together_with_its_cluster(cluster: Any, certainty: Any) -> None:
    service = Resource(urn="urn:s", type=SERVICE, name="s", outputs={"name": "web", "cluster": cluster})
    mapping = _mapping("service/main/web")
    link = Stack([service, mapping]).link(mapping, "functionName", to=SERVICE)
    assert link.partner is (service if certainty is True else None)
    assert link.partners == (() if certainty is False else (service,))


def test_types_without_a_row_are_found_by_the_tail_of_an_arn() -> None:
    topic = Resource(urn="urn:t", type="aws:sns/topic:Topic", name="t", outputs={"name": "events", "arn": UNKNOWN})
    stack = Stack([topic])
    assert stack.named("arn:aws:sns:us-east-1:123456789012:events", to="aws:sns/topic:Topic") == (topic,)
    assert stack.named("events", to="aws:sns/topic:Topic") == (topic,)
    assert stack.named("others", to="aws:sns/topic:Topic") == ()


def test_name_is_unknown_until_aws_or_the_provider_makes_it() -> None:
    hidden = Resource(urn="u", type=QUEUE, name="q", outputs={"name": UNKNOWN}, inputs={})
    assert identity.name(hidden) is UNKNOWN
    assert identity.name(_queue(name="q-1")) == "q-1"
