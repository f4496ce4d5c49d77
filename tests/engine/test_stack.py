"""Our own stacks under the real engine: what a newcomer sees, how a stack begins, and how it ends."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import PACK, Stack, copy_of_the_program, edit, name_of, override, stack_file

pytestmark = pytest.mark.engine

_SECRET_MARK = "4dabf18193072939515e22adb298388d"  # the key under which a state holds ciphertext


@pytest.fixture
def fresh(new_stack: Callable[..., Stack], tmp_path: Path) -> Callable[[str], Stack]:
    """A stack of its own that nothing was deployed to."""
    return lambda name: new_stack(copy_of_the_program(tmp_path), name)


@pytest.fixture(scope="module")
def first_deployment(
    new_stack: Callable[..., Stack], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Stack, str, str]:
    """Development, deployed with a secret setting and before two images were pushed; its preview, and what it said.

    Tests only preview changes to it, but for the last one, which destroys it.
    """
    stack = new_stack(copy_of_the_program(tmp_path_factory.mktemp("dev")), "dev")
    stack.pulumi("config", "set", "--secret", "floodgate:originSecret", "hunter2hunter2hunter2")
    text = stack_file(stack).read_text()
    stack_file(stack).write_text(re.sub(r"\n    (admin|orderConsumer): sha256.*", "", text))
    planned = stack.preview("--diff").text
    return stack, planned, stack.up("--diff").text


@pytest.mark.parametrize("unknowns", ["", "strict"])
@pytest.mark.parametrize("name", ["prod", "dev"])
def test_a_first_preview_succeeds_and_no_rule_fails(
    fresh: Callable[[str], Stack], tmp_path: Path, name: str, unknowns: str
) -> None:
    environment = {"FLOODGATE_OFFLINE_UNKNOWNS": unknowns, "FLOODGATE_REPORTS": str(tmp_path)}
    text = fresh(name).preview("--policy-pack", str(PACK), **environment).text
    assert re.search(r"\+ [34]\d\d to create", text)
    assert _report(tmp_path, "findings") == _report(tmp_path, "suppressed") == []


def _report(folder: Path, part: str) -> list[dict[str, str]]:
    found = json.loads((folder / "floodgate.json").read_text())[part]
    assert isinstance(found, list)
    return found


def test_every_mistake_of_a_stack_file_is_told_at_once_before_anything_exists(fresh: Callable[[str], Stack]) -> None:
    stack = fresh("dev")
    edit(stack_file(stack), "floodgate:zone: dev.example.com", "floodgate:zone: example.org")
    edit(stack_file(stack), "floodgate:owner: shop-team", "floodgate:ownr: shop-team")
    override(
        stack,
        "{services: {api: {scaling: {maxTasks: 1}, task: {cpuUnits: 300}}},"
        " orderQueue: {visibilityTimeoutSeconds: 30}}",
    )
    text = stack.up(fails=True).text
    for mistake in (
        "floodgate:domain",
        "floodgate:ownr",
        "did you mean owner?",
        "floodgate:sizing.services.api.scaling.maxTasks: 1 is below minTasks 2; allowed: 2 to 5000",
        "floodgate:sizing.services.api.task.cpuUnits",
        "floodgate:sizing.orderQueue.visibilityTimeoutSeconds: 30",
    ):
        assert mistake in text
    assert "Traceback" not in text
    assert [r["type"] for r in stack.export()] in ([], ["pulumi:pulumi:Stack"])


def test_a_service_without_image_is_not_created_and_the_preview_says_so(
    first_deployment: tuple[Stack, str, str],
) -> None:
    stack, planned, _ = first_deployment
    assert "admin has no image digest in the stack file (floodgate:images.admin), so it is not created" in planned
    assert "orderConsumer has no image digest" in planned
    services = stack.resources("aws:ecs/service:Service")
    assert services.keys() == {"main-web-service", "main-api-service", "main-notification-worker-service"}
    assert not stack.resources("aws:lambda/function:Function")
    assert {"main-admin-images-repository", "main-order-consumer-images-repository"} <= stack.resources(
        "aws:ecr/repository:Repository"
    ).keys()


def test_images_that_come_later_add_their_services_and_move_nothing(first_deployment: tuple[Stack, str, str]) -> None:
    stack, _, _ = first_deployment
    edit(stack_file(stack), "floodgate:images:\n", f"floodgate:images:\n    admin: sha256:{'7' * 64}\n")
    try:
        plan = stack.planned()
    finally:
        edit(stack_file(stack), f"    admin: sha256:{'7' * 64}\n", "")
    created = {name for name, operation in plan.items() if operation == "create"}
    assert {"main-admin-service", "main-admin", "main-lb-admin-path", "edge-cdn-invalidate-main-admin"} <= created
    assert set(plan.values()) == {"create", "update"}
    changed = {name for name in plan.keys() - created if not name.startswith("main-queries-")}
    assert changed == {"main-overview-dashboard", "main-deployment-gate-alarm", "edge-origin-main-health"}


def test_no_rule_fails_on_the_state_of_development(first_deployment: tuple[Stack, str, str], tmp_path: Path) -> None:
    stack, _, _ = first_deployment
    assert stack.findings_on_state(tmp_path) == []


def test_another_zone_moves_nothing(first_deployment: tuple[Stack, str, str]) -> None:
    stack, _, _ = first_deployment
    override(stack, "{network: {zoneCount: 3}}")
    try:
        plan = stack.planned()
    finally:
        override(stack, "{}")
    assert set(plan.values()) == {"create", "update"}
    created = {name for name, operation in plan.items() if operation == "create"}
    # Subnets with their tables, and a route to the only gateway.
    assert created == {f"main-network-{name}-c" for name in ("public", "private", "data", "nat")}
    assert plan.keys() - created == {
        "main-cache-subnets",
        "main-database-subnets",
        "main-lb",
        *(f"main-network-endpoints-{name}" for name in ("s3", "dynamodb")),  # route tables to be in
        *(f"main-{name}-service" for name in ("web", "api", "notification-worker")),
    }


def test_a_secret_setting_is_in_no_output_state_or_log(first_deployment: tuple[Stack, str, str]) -> None:
    stack, planned, deployed = first_deployment
    rules = stack.resources("aws:lb/listenerRule:ListenerRule")
    assert rules.keys() == {"main-lb-api-host", "main-lb-api-path", "main-lb-web-rest"}
    assert all(_SECRET_MARK in str(rule["inputs"]["conditions"]) for rule in rules.values())
    (distribution,) = stack.resources("aws:cloudfront/distribution:Distribution").values()
    assert _SECRET_MARK in str(distribution["inputs"]["origins"])
    # Offline, every secret of a stack file is this placeholder, so this is what must not show.
    assert "offline-secret-placeholder" not in planned + deployed + str(stack.export())
    assert "offline-secret-placeholder" not in stack.pulumi("stack", "output", "--json").text
    assert "hunter2" not in stack_file(stack).read_text()


def test_development_goes_without_resistance(first_deployment: tuple[Stack, str, str]) -> None:
    stack, _, _ = first_deployment
    stack.pulumi("destroy", "--yes", "--skip-preview")
    assert stack.export() in ([], [r for r in stack.export() if r["type"] == "pulumi:pulumi:Stack"])


def test_a_deployment_of_production_that_is_killed_is_finished_by_the_next(
    fresh: Callable[[str], Stack], tmp_path: Path
) -> None:
    stack = fresh("prod")
    stack.kill_up(tmp_path / "log", after=150)
    there = {name_of(r["urn"]) for r in stack.export()}
    assert "main-network-vpc" in there
    assert "edge-cdn-distribution" not in there  # one of the last
    stack.up()
    stack.preview("--expect-no-changes")
    assert "edge-cdn-distribution" in {name_of(r["urn"]) for r in stack.export()}
