"""The quantities of both profiles: the article's where it has one, and development as production made smaller."""

import pytest
from pydantic import BaseModel, ValidationError

from components.fargate_sizes import fargate_memory_options
from components.sizing import DEVELOPMENT, PRODUCTION, Sizing, listed


def test_production_services_have_the_numbers_of_the_article() -> None:
    for service in (PRODUCTION.services.web, PRODUCTION.services.api):
        scaling, health = service.scaling, service.health_check
        assert (scaling.min_tasks, scaling.max_tasks) == (2, 50)
        assert (scaling.cpu_percent, scaling.memory_percent, scaling.requests_per_target_per_minute) == (70, 80, 1000)
        assert (scaling.scale_in_cooldown_seconds, scaling.scale_out_cooldown_seconds) == (300, 60)
        assert (service.task.cpu_units, service.task.memory_mib) == (512, 1024)
        assert (health.path, health.interval_seconds, health.timeout_seconds) == ("/health", 15, 5)
        assert (health.healthy_threshold, health.unhealthy_threshold) == (2, 3)
        assert (service.timing.deregistration_delay_seconds, service.timing.start_period_seconds) == (30, 60)


def test_production_queues_have_the_numbers_of_the_article_as_corrected() -> None:
    queue = PRODUCTION.order_queue

    assert (queue.visibility_timeout_seconds, queue.retention_days) == (120, 7)
    assert (queue.max_receive_count, queue.dlq_retention_days) == (5, 14)


def test_development_is_smaller_and_unprotected_but_keeps_two_of_everything() -> None:
    assert DEVELOPMENT.network.zone_count == 2
    assert not DEVELOPMENT.capabilities.deletion_protection
    for name, service in DEVELOPMENT.services:
        production = getattr(PRODUCTION.services, name)
        assert service.scaling.min_tasks == 2
        assert service.scaling.max_tasks < production.scaling.max_tasks
        assert service.task.cpu_units < production.task.cpu_units
        assert service.task.memory_mib in fargate_memory_options(service.task.cpu_units)


def test_development_differs_from_production_only_where_it_says_so() -> None:
    assert DEVELOPMENT.order_queue == PRODUCTION.order_queue
    assert DEVELOPMENT.services.api.timing == PRODUCTION.services.api.timing
    assert DEVELOPMENT.services.api.health_check == PRODUCTION.services.api.health_check
    assert DEVELOPMENT.network.cidr_block == PRODUCTION.network.cidr_block


@pytest.mark.parametrize("sizing", [PRODUCTION, DEVELOPMENT])
def test_a_profile_passes_its_own_validation(sizing: Sizing) -> None:
    assert Sizing.model_validate_json(sizing.model_dump_json(by_alias=True)) == sizing


def test_quantities_cannot_be_changed_or_invented() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        PRODUCTION.network.zone_count = 2
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        type(PRODUCTION.logs).model_validate({"retention_days": 30, "more": 1})


def models(model: BaseModel) -> list[BaseModel]:
    inner = [value for _, value in model if isinstance(value, BaseModel)]
    return [model, *(deeper for value in inner for deeper in models(value))]


def test_a_group_holds_values_or_groups_but_never_both() -> None:
    for model in models(PRODUCTION):
        assert len({isinstance(value, BaseModel) for _, value in model}) == 1


@pytest.mark.parametrize(("values", "words"), [([1], "1"), ([1, 2], "1 or 2"), ([1, 2, 3], "1, 2 or 3")])
def test_lists_are_written_as_people_write_them(values: list[int], words: str) -> None:
    assert listed(values) == words
