"""The provider's answers to the engine, call by call."""

from typing import Any

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import provider_pb2

from offline.aws import wire
from offline.aws.provider import SimulatedAws

QUEUE = "urn:pulumi:dev::p::aws:sqs/queue:Queue::q"


class AbortedError(Exception):
    """What grpc raises when a call is aborted."""


class Context:
    """Stands for the grpc context of a call."""

    def abort(self, code: grpc.StatusCode, text: str) -> None:
        raise AbortedError(code, text)


def struct(**values: Any) -> Struct:
    return wire.to_struct(values)


@pytest.fixture
def provider() -> SimulatedAws:
    made = SimulatedAws({"AWS_DEFAULT_REGION": "eu-west-1"})
    made.Configure(provider_pb2.ConfigureRequest(args=struct(region="eu-west-1", allowedAccountIds='["1"]')), Context())
    return made


def test_it_says_what_it_is(provider: SimulatedAws) -> None:
    assert provider.GetPluginInfo(Empty(), Context()).version == "7.51.1"
    assert provider.Handshake(provider_pb2.ProviderHandshakeRequest(), Context()).supports_autonaming_configuration
    assert provider.Cancel(Empty(), Context()) == Empty()


def test_configuration_is_checked_and_a_region_found(provider: SimulatedAws) -> None:
    answer = provider.CheckConfig(provider_pb2.CheckRequest(news=struct(regoin="x")), Context())
    assert [f.reason for f in answer.failures] == ["regoin: there is no such property: did you mean region?"]
    assert wire.to_python(answer.inputs)["region"] == "eu-west-1"
    nowhere = SimulatedAws({}).CheckConfig(provider_pb2.CheckRequest(news=struct()), Context())
    assert "no region" in nowhere.failures[0].reason


def test_only_another_region_replaces_a_provider(provider: SimulatedAws) -> None:
    def change(**news: str) -> Any:
        request = provider_pb2.DiffRequest(old_inputs=struct(region="a", version="1"), news=struct(**news))
        return provider.DiffConfig(request, Context())

    assert change(region="a", version="2").changes == provider_pb2.DiffResponse.DIFF_NONE
    assert list(change(region="b").replaces) == ["region"]
    assert list(change(region="a", profile="x").replaces) == []


def test_the_life_of_a_resource(provider: SimulatedAws) -> None:
    checked = provider.Check(provider_pb2.CheckRequest(urn=QUEUE, news=struct(delaySeconds=1)), Context())
    assert not checked.failures
    planned = provider.Create(provider_pb2.CreateRequest(urn=QUEUE, properties=checked.inputs, preview=True), Context())
    assert planned.id == ""
    created = provider.Create(provider_pb2.CreateRequest(urn=QUEUE, properties=checked.inputs), Context())
    assert created.id == created.properties["url"]
    assert created.properties["arn"].startswith("arn:aws:sqs:eu-west-1:1:q-")

    read = provider.Read(
        provider_pb2.ReadRequest(id=created.id, urn=QUEUE, properties=created.properties, inputs=checked.inputs),
        Context(),
    )
    assert read.properties == created.properties

    news = provider.Check(
        provider_pb2.CheckRequest(urn=QUEUE, olds=checked.inputs, news=struct(delaySeconds=2, tags={"a": "b"})),
        Context(),
    ).inputs
    diff = provider.Diff(provider_pb2.DiffRequest(urn=QUEUE, old_inputs=checked.inputs, news=news), Context())
    assert diff.changes == provider_pb2.DiffResponse.DIFF_SOME
    assert list(diff.diffs) == ["delaySeconds", "tags"]
    assert diff.detailedDiff["delaySeconds"].kind == provider_pb2.PropertyDiff.UPDATE
    assert not diff.replaces

    updated = provider.Update(
        provider_pb2.UpdateRequest(id=created.id, urn=QUEUE, olds=created.properties, news=news), Context()
    )
    assert updated.properties["arn"] == created.properties["arn"]
    assert updated.properties["delaySeconds"] == 2
    assert provider.Delete(provider_pb2.DeleteRequest(id=created.id, urn=QUEUE), Context()) == Empty()


def test_a_replacement_is_reported_with_its_cause(provider: SimulatedAws) -> None:
    answer = provider.Diff(
        provider_pb2.DiffRequest(
            urn=QUEUE, old_inputs=struct(name="q", fifoQueue=False), news=struct(name="q", fifoQueue=True)
        ),
        Context(),
    )
    assert list(answer.replaces) == ["fifoQueue"]
    assert answer.deleteBeforeReplace
    assert answer.detailedDiff["fifoQueue"].kind == provider_pb2.PropertyDiff.UPDATE_REPLACE


def test_no_change_is_no_difference(provider: SimulatedAws) -> None:
    request = provider_pb2.DiffRequest(urn=QUEUE, old_inputs=struct(name="q"), news=struct(name="q"))
    assert provider.Diff(request, Context()).changes == provider_pb2.DiffResponse.DIFF_NONE


def test_the_engines_naming_wishes_arrive(provider: SimulatedAws) -> None:
    options = provider_pb2.CheckRequest.AutonamingOptions
    request = provider_pb2.CheckRequest(
        urn=QUEUE, news=struct(), autonaming=options(proposed_name="x", mode=options.PROPOSE)
    )
    assert provider.Check(request, Context()).inputs["name"] == "x"
    request.autonaming.mode = options.DISABLE
    assert "automatic names are disabled" in provider.Check(request, Context()).failures[0].reason


def test_strict_unknowns_are_a_preview_affair_only() -> None:
    strict = SimulatedAws({"AWS_REGION": "eu-west-1", "FLOODGATE_OFFLINE_UNKNOWNS": "strict"})
    inputs = struct(tags={"a": wire.UNKNOWN, "b": "c"})
    planned = strict.Create(provider_pb2.CreateRequest(urn=QUEUE, properties=inputs, preview=True), Context())
    assert planned.properties["tags"] == wire.UNKNOWN
    created = strict.Create(provider_pb2.CreateRequest(urn=QUEUE, properties=inputs), Context())
    assert created.properties["tags"]["b"] == "c"
    with pytest.raises(ValueError, match="FLOODGATE_OFFLINE_UNKNOWNS is 'on'; allowed: strict, or unset"):
        SimulatedAws({"FLOODGATE_OFFLINE_UNKNOWNS": "on"})


def test_data_sources_answer_or_are_named(provider: SimulatedAws) -> None:
    token = "aws:index/getRegion:getRegion"
    answer = provider.Invoke(provider_pb2.InvokeRequest(tok=token, args=struct()), Context())
    assert getattr(answer, "return")["region"] == "eu-west-1"
    with pytest.raises(AbortedError, match="no answer for aws:x/getY:getY"):
        provider.Invoke(provider_pb2.InvokeRequest(tok="aws:x/getY:getY", args=struct()), Context())


def test_what_cannot_be_simulated_is_said(provider: SimulatedAws) -> None:
    with pytest.raises(AbortedError, match="nothing exists outside the stack"):
        provider.Read(provider_pb2.ReadRequest(id="x", urn=QUEUE), Context())
    with pytest.raises(AbortedError, match="has no resource type aws:sqs/queue:Kueue"):
        provider.Check(provider_pb2.CheckRequest(urn=QUEUE.replace("Queue", "Kueue"), news=struct()), Context())
