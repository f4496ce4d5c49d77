"""Programs: where their images may be, and which secrets each can be given."""

import itertools
import re
from collections.abc import Iterable

from components import environment
from components.settings import facts
from components.settings.facts import Service
from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.settings.relations.regions import located, partitions
from components.sizing import listed


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with images and secrets."""
    return itertools.chain(
        when(secrets_have_a_container, draft.secrets),
        when(secrets_take_no_name, draft.secrets),
        when(secrets_are_in_the_partition, draft.secrets, draft.regions),
        when(consumer_image_is_near, draft.images, draft.repository_prefix, draft.regions),
    )


def secrets_have_a_container(secrets: facts.Secrets) -> Mistakes:
    if Service.ORDER_CONSUMER in secrets:
        others = [service.value for service in Service if service is not Service.ORDER_CONSUMER]
        yield Mistake(
            f"secrets.{Service.ORDER_CONSUMER.value}",
            f"is a Lambda function, into which nothing injects secrets; allowed: {listed(others)}",
        )


def secrets_take_no_name(secrets: facts.Secrets) -> Mistakes:
    for service, names in secrets.items():
        for name in names:
            if name in environment.RESERVED:
                yield Mistake(f"secrets.{service.value}.{name}", "is set by the stack itself; allowed: any other name")


def secrets_are_in_the_partition(secrets: facts.Secrets, regions: facts.Regions) -> Mistakes:
    allowed = partitions(regions)
    for service, names in secrets.items():
        for name, arn in names.items():
            partition = arn.split(":")[1]
            if partition not in allowed:
                yield Mistake(
                    f"secrets.{service.value}.{name}",
                    f"is in the partition {partition}; allowed: {listed(allowed)}, where the regions are",
                )


def consumer_image_is_near(images: facts.Images, repository_prefix: str, regions: facts.Regions) -> Mistakes:
    if Service.ORDER_CONSUMER not in images:
        return
    for code in regions.values():
        registry = rf"[0-9]{{12}}\.dkr\.ecr\.{code}\.{re.escape(located(code).dns_suffix)}(/.*)?"
        if not re.fullmatch(registry, repository_prefix.replace("{region}", code)):
            yield Mistake(
                "repositoryPrefix",
                f"{repository_prefix} has no image for orderConsumer in {code}, which must be in ECR in the same region"
                " for Lambda; allowed: a prefix such as 123456789012.dkr.ecr.{region}.amazonaws.com/shop",
            )
