"""Services behind the load balancer: patience that outlasts what it waits for."""

import itertools
from collections.abc import Iterable

from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.settings.relations.tasks import fargate_has_size, scaling_has_room
from components.sizing import HealthCheckSizing, LoadBalancerSizing, ScalingSizing, ServiceSizing, TimingSizing

# The longest grace period: a deployment gives up on a longer one.
_LONGEST_GRACE_SECONDS = 900


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with the services."""
    if draft.sizing is None:
        return ()
    return itertools.chain.from_iterable(
        _check_service(f"sizing.services.{name}", service, draft.sizing.load_balancer)
        for name, service in draft.sizing.services
    )


def _check_service(path: str, service: ServiceSizing, load_balancer: LoadBalancerSizing) -> Iterable[Mistake]:
    return itertools.chain(
        when(fargate_has_size, path, service.task),
        when(scaling_has_room, path, service.scaling),
        when(service_shrinks_slowly, path, service.scaling),
        when(health_checks_end, path, service.health_check),
        when(start_is_awaited, path, service.timing, service.health_check),
        when(requests_can_drain, path, service.timing),
        when(requests_can_end_before_scaling, path, service.timing, service.scaling),
        when(requests_can_be_silent, path, service.timing, load_balancer),
        when(connections_outlive_load_balancer, path, service.timing, load_balancer),
    )


def service_shrinks_slowly(path: str, scaling: ScalingSizing) -> Mistakes:
    down, up = scaling.scale_in_cooldown_seconds, scaling.scale_out_cooldown_seconds
    if down < up:
        yield Mistake(
            f"{path}.scaling.scaleInCooldownSeconds",
            f"{down} is below scaleOutCooldownSeconds {up}, so it shrinks faster than it grows; allowed: {up} to 3600",
        )


def health_checks_end(path: str, health: HealthCheckSizing) -> Mistakes:
    timeout, interval = health.timeout_seconds, health.interval_seconds
    if timeout >= interval:
        yield Mistake(
            f"{path}.healthCheck.timeoutSeconds",
            f"{timeout} is not below intervalSeconds {interval}; allowed: 2 to {interval - 1}",
        )


def start_is_awaited(path: str, timing: TimingSizing, health: HealthCheckSizing) -> Mistakes:
    given_up = health.unhealthy_threshold * health.interval_seconds
    needed = max(timing.start_period_seconds, given_up)
    if timing.grace_period_seconds < needed:
        longest = f"up to {_LONGEST_GRACE_SECONDS}, with a health check that fails sooner"
        yield Mistake(
            f"{path}.timing.gracePeriodSeconds",
            f"{timing.grace_period_seconds} is below the longer of startPeriodSeconds {timing.start_period_seconds} and"
            f" healthCheck.unhealthyThreshold x intervalSeconds {given_up}, so tasks are killed while they start;"
            f" allowed: {longest if needed > _LONGEST_GRACE_SECONDS else f'{needed} and more'}",
        )


def requests_can_drain(path: str, timing: TimingSizing) -> Mistakes:
    yield from _cut_off(f"{path}.timing.deregistrationDelaySeconds", timing.deregistration_delay_seconds, path, timing)


def requests_can_end_before_scaling(path: str, timing: TimingSizing, scaling: ScalingSizing) -> Mistakes:
    yield from _cut_off(f"{path}.scaling.scaleInCooldownSeconds", scaling.scale_in_cooldown_seconds, path, timing)


def requests_can_be_silent(path: str, timing: TimingSizing, load_balancer: LoadBalancerSizing) -> Mistakes:
    yield from _cut_off("sizing.loadBalancer.idleTimeoutSeconds", load_balancer.idle_timeout_seconds, path, timing)


def _cut_off(place: str, seconds: int, path: str, timing: TimingSizing) -> Mistakes:
    """The mistake of waiting for ``seconds`` only, as ``place`` says, when requests take longer."""
    longest = timing.longest_request_seconds
    if seconds < longest:
        limit = f"{path.removeprefix('sizing.')}.timing.longestRequestSeconds {longest}"
        yield Mistake(place, f"{seconds} is below {limit}, so requests are cut off; allowed: {longest} and more")


def connections_outlive_load_balancer(path: str, timing: TimingSizing, load_balancer: LoadBalancerSizing) -> Mistakes:
    kept, idle = timing.keep_alive_seconds, load_balancer.idle_timeout_seconds
    if kept <= idle:
        yield Mistake(
            f"{path}.timing.keepAliveSeconds",
            f"{kept} is not above loadBalancer.idleTimeoutSeconds {idle}, so requests meet closed connections;"
            f" allowed: {idle + 1} and more",
        )
