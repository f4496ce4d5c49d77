"""The recorder gives unit tests what the engine would be sent, and fails where the engine would."""

import pulumi
import pulumi_aws as aws
import pytest

from offline.aws import wire
from offline.recorder import RefusedError, run


def test_a_program_is_recorded_with_its_links() -> None:
    class Pair(pulumi.ComponentResource):
        def __init__(self, name: str) -> None:
            super().__init__("example:index:Pair", name)
            dead = aws.sqs.Queue(f"{name}-dead", opts=pulumi.ResourceOptions(parent=self, protect=True))
            aws.sqs.Queue(
                f"{name}-live",
                redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn}),
                tags={"token": pulumi.Output.secret("x")},
                opts=pulumi.ResourceOptions(parent=self),
            )
            self.register_outputs({"dead": dead.arn})

    def program() -> None:
        Pair("orders")
        pulumi.log.warn("mind the gap")
        pulumi.export("zones", aws.get_availability_zones().names)

    graph = run(program, region="eu-west-1")
    live = graph.one("aws:sqs/queue:Queue", "orders-live")
    dead = graph.one("aws:sqs/queue:Queue", "orders-dead")
    assert live.urn == "urn:pulumi:test::floodgate::example:index:Pair$aws:sqs/queue:Queue::orders-live"
    assert live.property_dependencies["redrivePolicy"] == {dead.urn}
    assert live.inputs["redrivePolicy"] == wire.UNKNOWN
    assert live.inputs["tags"] == {"token": "x"}
    assert live.secrets == {"tags"}
    assert dead.request.protect
    assert graph.one("example:index:Pair").outputs == {"dead": wire.UNKNOWN}
    assert graph.log == [("warning", "mind the gap")]
    assert graph.exports == {"zones": ["eu-west-1a", "eu-west-1b", "eu-west-1c"]}

    deployed = run(program, preview=False, region="eu-west-1").one("aws:sqs/queue:Queue", "orders-live")
    assert '"arn:aws:sqs:eu-west-1:123456789012:orders-dead-' in deployed.inputs["redrivePolicy"]


def test_explicit_providers_place_their_resources() -> None:
    def program() -> None:
        there = aws.Provider("there", region="ap-south-1", default_tags={"tags": {"a": "b"}})
        options = pulumi.ResourceOptions(provider=there)
        aws.sqs.Queue("queue", opts=options)
        pulumi.export("region", aws.get_region(opts=pulumi.InvokeOptions(provider=there)).region)

    graph = run(program)
    queue = graph.one("aws:sqs/queue:Queue")
    assert queue.outputs["region"] == "ap-south-1"
    assert queue.outputs["tagsAll"] == {"a": "b"}
    assert graph.exports == {"region": "ap-south-1"}


def test_configuration_and_secrets_reach_the_program() -> None:
    def program() -> None:
        config = pulumi.Config()
        aws.sqs.Queue(config.require("name"), tags={"password": config.require_secret("password")})

    graph = run(program, config={"floodgate:name": "jobs"}, secrets={"floodgate:password": "hunter2"})
    assert graph.one("aws:sqs/queue:Queue", "jobs").secrets == {"tags"}


def test_what_the_provider_refuses_the_recorder_refuses() -> None:
    with pytest.raises(RefusedError, match=r"::queue: fifoQueue: true or false is expected, not a string"):
        run(lambda: aws.sqs.Queue("queue", fifo_queue="yes"))
    with pytest.raises(RefusedError, match=r"::p: maxRetries: a whole number"):
        run(lambda: aws.Provider("p", max_retries="many"))


def test_two_resources_of_one_name_are_refused() -> None:
    def program() -> None:
        aws.sqs.Queue("queue")
        aws.sqs.Queue("queue")

    with pytest.raises(RefusedError, match="two resources have the URN"):
        run(program)


def test_reading_what_exists_elsewhere_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be simulated"):
        run(lambda: aws.sqs.Queue.get("queue", "https://example"))


def test_a_failed_program_does_not_disturb_the_next() -> None:
    def failing() -> None:
        aws.sqs.Queue("queue").arn.apply(lambda arn: arn)
        raise KeyError("mistake of the program")

    with pytest.raises(KeyError, match="mistake of the program"):
        run(failing, preview=False)
    assert run(lambda: aws.sqs.Queue("queue"), preview=False).one("aws:sqs/queue:Queue")


def test_a_lookup_that_fits_none_or_many_lists_what_there_is() -> None:
    graph = run(lambda: [aws.sqs.Queue("one"), aws.sqs.Queue("two")])
    with pytest.raises(LookupError, match=r"2 resources aws:sqs/queue:Queue .*'one'"):
        graph.one("aws:sqs/queue:Queue")
    with pytest.raises(LookupError, match="0 resources"):
        graph.one("aws:sqs/queue:Queue", "three")
