"""The simulated provider under the real engine, with programs that are not ours."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import Stack

pytestmark = pytest.mark.engine

FOREIGN = Path(__file__).parents[1] / "fixtures" / "foreign"

QUEUE = """
import pulumi_aws as aws
queue = aws.sqs.Queue("queue", {arguments})
"""


@pytest.mark.parametrize(
    ("project", "outputs"),
    [
        (
            "raw",
            {"url": r"https://[0-9a-f]{10}\.execute-api\.us-east-1\.amazonaws\.com", "bucket": r"site-[0-9a-f]{7}"},
        ),
        ("classic", {"site": r"balancer-[0-9a-f]{7}-\d{10}\.us-east-1\.elb\.amazonaws\.com", "address": r"[\d.]+"}),
        (
            "two_regions",
            {
                "here": "us-east-1",
                "home": r"arn:aws:sqs:us-east-1:123456789012:home-queue-[0-9a-f]{7}",
                "west": r"arn:aws:sqs:us-west-2:123456789012:west-queue-[0-9a-f]{7}",
                "remote": r"arn:aws:sqs:eu-west-1:123456789012:remote-queue-[0-9a-f]{7}",
            },
        ),
    ],
)
def test_programs_as_other_people_write_them(
    new_stack: Callable[..., Stack], tmp_path: Path, project: str, outputs: dict[str, str]
) -> None:
    shutil.copytree(FOREIGN / project, tmp_path / project)
    stack = new_stack(tmp_path / project)
    if project == "classic":
        stack.pulumi("config", "set", "--secret", "databasePassword", "hunter2")

    planned = stack.preview("--diff").text
    assert "[unknown]" in planned
    answer = stack.up().text
    for name, pattern in outputs.items():
        assert re.search(rf'{name}\s*: "{pattern}"', answer), (name, answer)
    stack.preview("--expect-no-changes")
    stack.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes")
    assert "hunter2" not in planned + answer + str(stack.export())
    stack.pulumi("destroy", "--yes", "--skip-preview")
    assert stack.export() in ([], [r for r in stack.export() if r["type"] == "pulumi:pulumi:Stack"])


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            """aws.ecs.Service("x", desired_count="2", network_configuration={"subnet": [], "assign_public_ip": 1})""",
            [
                "networkConfiguration.subnet: there is no such property: did you mean subnets?",
                "networkConfiguration.subnets: this property is required",
                "networkConfiguration.assignPublicIp: true or false is expected, not a number",
                "desiredCount: a whole number is expected, not a string",
            ],
        ),
        (
            """aws.sqs.Queue("x", visibility_timeout_seconds=99999)""",
            ["visibilityTimeoutSeconds: 99999 is not allowed; the documentation says 0 to 43200"],
        ),
        (
            """aws.sqs.Queue("x", fifo_queue=pulumi.Output.secret("hunter2"))""",
            ["fifoQueue: true or false is expected, not a string"],
        ),
    ],
)
def test_mistakes_are_refused_with_path_and_nearest_name(
    program: Callable[..., Stack], text: str, messages: list[str]
) -> None:
    answer = program(f"import pulumi, pulumi_aws as aws\n{text}\n").preview(fails=True).text
    for message in messages:
        assert message in answer
    assert "hunter2" not in answer


def test_an_unknown_data_source_is_named(program: Callable[..., Stack]) -> None:
    stack = program('import pulumi_aws as aws\naws.rds.get_cluster(cluster_identifier="x")\n')
    assert "the offline AWS provider has no answer for aws:rds/getCluster:getCluster" in stack.preview(fails=True).text


def test_an_import_cannot_be_simulated(program: Callable[..., Stack]) -> None:
    stack = program('import pulumi_aws as aws\naws.sqs.Queue.get("queue", "https://example/queue")\n')
    assert "nothing exists outside the stack" in stack.preview(fails=True).text


def test_a_missing_region_is_explained(program: Callable[..., Stack]) -> None:
    stack = program(QUEUE.format(arguments=""))
    text = stack.preview(fails=True, AWS_REGION="", AWS_DEFAULT_REGION="").text
    assert "no region: set aws:region" in text


def test_changes_update_or_replace_as_in_aws(program: Callable[..., Stack]) -> None:
    stack = program(QUEUE.format(arguments='name="jobs", visibility_timeout_seconds=30'))
    stack.up()
    main = stack.project / "__main__.py"

    main.write_text(QUEUE.format(arguments='name="jobs", visibility_timeout_seconds=60, tags={"a": "b"}'))
    assert list(stack.plan().values()) == ["update"]
    stack.up()
    assert stack.resources("aws:sqs/queue:Queue")["queue"]["outputs"]["visibilityTimeoutSeconds"] == 60

    main.write_text(QUEUE.format(arguments='name="jobs.fifo", fifo_queue=True'))
    assert "replace" in stack.plan().values()
    stack.up()
    assert stack.resources("aws:sqs/queue:Queue")["queue"]["outputs"]["arn"].endswith(":jobs.fifo")
    stack.preview("--expect-no-changes")


def test_strict_unknowns_hide_whole_properties(program: Callable[..., Stack]) -> None:
    stack = program(
        """
import pulumi, pulumi_aws as aws
vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
group = aws.ec2.SecurityGroup("group", tags={"vpc": vpc.id, "plain": "text"})
pulumi.export("plain", group.tags["plain"])
"""
    )
    assert '"text"' in stack.preview().text
    assert '"text"' not in stack.preview(FLOODGATE_OFFLINE_UNKNOWNS="strict").text
    wrong = stack.preview(fails=True, FLOODGATE_OFFLINE_UNKNOWNS="yes").text
    assert "FLOODGATE_OFFLINE_UNKNOWNS is 'yes'; allowed: strict, or unset" in wrong


MANY = """
import pulumi_aws as aws
for i in range(40):
    aws.sqs.Queue(f"queue-{i}")
"""


@pytest.mark.parametrize("victim", ["engine", "provider"])
def test_a_killed_deployment_is_finished_by_the_next_one(
    program: Callable[..., Stack], tmp_path: Path, victim: str
) -> None:
    stack = program(MANY)
    stack.kill_up(tmp_path / "log", after=1, victim=victim)
    stack.up()
    assert len(stack.resources("aws:sqs/queue:Queue")) == 40
    stack.preview("--expect-no-changes")
