"""
*What it checks*: the server of a service keeps a silent connection open for longer than the load balancer in front of
it does. How long is declared by the task definition: a tag or an environment variable KEEP_ALIVE_SECONDS.

*Why it matters*: when the server closes a connection first, the load balancer may just be sending a request on it. The
client then gets 502 Bad Gateway, now and then, under light load most of all. Many servers keep a connection for 5 s or
less, a load balancer for 60 s.

*How to fix*: raise the server's keep-alive timeout above the load balancer's idle timeout, and declare it.
"""

from collections.abc import Sequence

from rules.compute.containers import declared
from rules.compute.services import SERVICE, task_definition
from rules.load_balancing.routing import in_front, is_application
from rules.logic import every, holds
from rules.report import Report
from rules.resource import Resource, number, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

IDLE_SECONDS = 60  # ELB's default, Edit attributes for your Application Load Balancer


def check(stack: Stack, report: Report) -> None:
    """Every service behind a load balancer lets it be the one that closes connections."""
    for service in stack.of(SERVICE):
        if (front := in_front(stack, service)) is None:
            continue
        if not front.complete:
            report.not_knowable(service, "the idle timeout of its load balancer")
        kept = _declared(stack, service, report.text("variable"))
        for balancer in front.known:
            _compare(service, kept, balancer, report)


def _compare(service: Resource, kept: Sequence[float | Unknown | None], balancer: Resource, report: Report) -> None:
    if (application := is_application(balancer)) is False:
        return
    idle = read_number(balancer, "idleTimeout", default=IDLE_SECONDS) if application is True else UNKNOWN
    known = [seconds for seconds in kept if isinstance(seconds, float)]
    report.decides(
        service,
        every(holds(lambda own, theirs: own > theirs, seconds, idle) for seconds in kept),
        wrong=f"{service} closes silent connections after {min(known, default=0):.12g} s, {balancer} after "
        f"{_shown(idle)} s: the service must be the slower one.",
        missing=f"how long its server keeps a silent connection open: declare {report.text('variable')}",
    )


def _declared(stack: Stack, service: Resource, variable: str) -> Sequence[float | Unknown | None]:
    task = task_definition(stack, service).partner
    return [number(value) for value in declared(task, variable)] or [UNKNOWN] if task else [UNKNOWN]


def _shown(seconds: float | Unknown | None) -> str:
    return f"{seconds:.12g}" if isinstance(seconds, float | int) else "?"


RULE = Rule(
    id="BALANCER-007",
    title="Service keeps silent connections open longer than its load balancer",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP05 Set client timeouts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
            read="2026-11-25",
        ),
    ),
    rationale="If the server closes an idle connection first, the load balancer may already have sent the next request "
    "on it and answers 502 Bad Gateway. AWS recommends an idle timeout of the application that is larger than the "
    "load balancer's.",
    remediation="Raise the server's keep-alive timeout above idleTimeout, and declare it as KEEP_ALIVE_SECONDS in the "
    "task definition. With Floodgate's LoadBalancer component: idle_timeout_seconds.",
    since="0.1.0",
    check=check,
    options=(
        Option(
            name="variable",
            default="KEEP_ALIVE_SECONDS",
            description="The tag or environment variable by which a task definition declares its keep-alive timeout",
        ),
    ),
)
