"""The SDK is read right: names, types, requirement, computed outputs, documented values, for every type it has."""

import json

import pytest

from offline.aws import schema


def test_every_type_of_the_sdk_is_registered() -> None:
    tokens = schema.resource_tokens()
    assert len(tokens) > 1700
    assert {"aws:sqs/queue:Queue", "aws:alb/loadBalancer:LoadBalancer", "aws:wafv2/webAcl:WebAcl"} <= set(tokens)


@pytest.mark.parametrize(
    "token",
    [
        "aws:dynamodb/tableReplica:TableReplica",  # its arguments are called TableReplicaInitArgs
        "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",
        "aws:wafv2/webAcl:WebAcl",  # blocks that contain themselves
        "aws:iam/role:Role",  # a document may be an object
        "aws:lambda/function:Function",  # assets
    ],
)
def test_unusual_types_are_read(token: str) -> None:
    found = schema.resource_schema(token)
    assert found.inputs
    assert found.outputs
    json.dumps(found.inputs["region"].type if "region" in found.inputs else None)


def test_a_nested_block_with_the_resources_name_is_not_taken_for_its_arguments() -> None:
    found = schema.resource_schema(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    )
    assert set(found.inputs) == {"bucket", "expectedBucketOwner", "region", "rules"}


def test_inputs_carry_names_types_and_requirement() -> None:
    service = schema.resource_schema("aws:ecs/service:Service")
    assert service.inputs["desiredCount"].type == "integer"
    assert service.inputs["networkConfiguration"].type == ["object", "ecs._inputs.ServiceNetworkConfigurationArgs"]
    block = service.objects["ecs._inputs.ServiceNetworkConfigurationArgs"]
    assert block.properties["subnets"] == ["list", "string"]
    assert block.required == ["subnets"]
    rule = schema.resource_schema("aws:iam/rolePolicy:RolePolicy")
    assert {name for name, prop in rule.inputs.items() if prop.required} == {"policy", "role"}
    assert schema.resource_schema("aws:iam/role:Role").inputs["assumeRolePolicy"].type[:2] == ["union", "string"]


def test_outputs_tell_what_has_a_value_without_being_given() -> None:
    queue = schema.resource_schema("aws:sqs/queue:Queue").outputs
    assert queue["arn"].computed
    assert not queue["kmsMasterKeyId"].computed
    assert queue["visibilityTimeoutSeconds"].default == 30  # "The default for this attribute is 30."
    assert queue["tags"].default is None


def test_documented_values_narrow_the_type() -> None:
    queue = schema.resource_schema("aws:sqs/queue:Queue").inputs
    assert queue["deduplicationScope"].type == ["enum", "messageGroup", "queue"]
    assert queue["visibilityTimeoutSeconds"].type == ["range", 0, 43200]
    assert queue["kmsMasterKeyId"].type == "string"
    assert schema.resource_schema("aws:sns/topicSubscription:TopicSubscription").inputs["protocol"].type == "string"
    listener = schema.resource_schema("aws:lb/listener:Listener")
    block = listener.objects["lb._inputs.ListenerDefaultActionFixedResponseArgs"].properties
    assert block["statusCode"] == "string"  # documented as `2XX`, `4XX` or `5XX`
    assert block["contentType"][:2] == ["enum", "text/plain"]


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(schema.UnknownTypeError, match="aws:sqs/queue:Kueue"):
        schema.resource_schema("aws:sqs/queue:Kueue")


def test_the_cache_answers_and_a_cut_file_is_read_again(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("FLOODGATE_CACHE", str(tmp_path))
    schema._cache_dir.cache_clear()
    schema.resource_schema.cache_clear()
    token = "aws:sqs/queue:Queue"
    first = schema.resource_schema(token)
    (file,) = tmp_path.rglob("*.json")
    kept = file.read_text()

    monkeypatch.setattr(schema, "_introspect", None)  # the second reading needs no SDK
    schema.resource_schema.cache_clear()
    assert schema.resource_schema(token) == first
    monkeypatch.undo()

    monkeypatch.setenv("FLOODGATE_CACHE", str(tmp_path))
    file.write_text(kept[: len(kept) // 2])
    schema.resource_schema.cache_clear()
    assert schema.resource_schema(token) == first
    assert file.read_text() == kept
    schema._cache_dir.cache_clear()


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("FLOODGATE_CACHE", str(blocked))
    schema._cache_dir.cache_clear()
    schema.resource_schema.cache_clear()
    try:
        assert schema.resource_schema("aws:sqs/queue:Queue").autonamed
    finally:
        schema._cache_dir.cache_clear()


def test_documented_defaults_are_taken_only_where_plain() -> None:
    default = schema._documented_default
    assert default("Defaults to `true`.", "boolean") is True
    assert default("Default is 7 days.", "integer") == 7
    assert default("Defaults to 0.5.", "number") == 0.5
    assert default("Defaults to `true`, unless the moon is full.", "boolean") is None
    assert default("Defaults to `many`.", "integer") is None
    assert default("Defaults to `x`.", "string") is None
    assert default("No default.", "boolean") is None


def test_documented_replacement_is_taken_only_where_unconditional() -> None:
    assert schema._documented_replacement("The name. Changing this forces a new resource.")
    assert not schema._documented_replacement("Forces new for Multi-AZ only.")
    assert not schema._documented_replacement("The name.")
