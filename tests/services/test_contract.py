"""What the stack gives to the programs is what they read, and nothing else: both ways."""

from collections.abc import Mapping

import pytest

from services import settings
from tests.components.whole_stack import build, container, secrets_of, variables

TASKS: Mapping[str, type[settings.Settings]] = {
    "web": settings.Web,
    "api": settings.Api,
    "admin": settings.Admin,
    "notification-worker": settings.Worker,
}


def _required(program: type[settings.Settings]) -> set[str]:
    return {name.upper() for name, field in program.model_fields.items() if field.is_required()}


def _optional(program: type[settings.Settings]) -> set[str]:
    return {name.upper() for name in program.model_fields} - _required(program)


@pytest.mark.parametrize("stack", ["prod", "dev"])
@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_given_exactly_what_its_program_requires(task: str, stack: str) -> None:
    graph = build(stack, preview=False)
    given = variables(graph, f"main-{task}").keys() | secrets_of(graph, f"main-{task}").keys()
    asked = _required(TASKS[task])
    assert asked <= given, "required and not given"
    assert given <= asked | _optional(TASKS[task]), "given and not read"


@pytest.mark.parametrize("stack", ["prod", "dev"])
def test_the_function_is_given_exactly_what_its_program_requires(stack: str) -> None:
    function = build(stack, preview=False).one("aws:lambda/function:Function").inputs
    assert function["environment"]["variables"].keys() == _required(settings.OrderConsumer)


@pytest.mark.parametrize("task", ["web", "api", "admin"])
def test_a_task_has_ended_before_it_is_killed(task: str) -> None:
    program = TASKS[task].model_fields
    stopping = program["drain_seconds"].default + program["stop_seconds"].default
    assert stopping < container(build(preview=False), f"main-{task}")["stopTimeout"]


def test_programs_that_migrate_read_what_the_api_is_given() -> None:
    assert _required(settings.Migration) <= _required(settings.Api)
