"""
*What it checks*: a load balancer is protected from deletion, by AWS (enableDeletionProtection) or by Pulumi (the
resource option protect). Stacks for development are left out, by their names.

*Why it matters*: a deleted load balancer takes its DNS name, addresses and listeners with it. A new one has other ones,
so everything that points to the old is down until it is changed.

*How to fix*: turn deletion protection on. To delete the load balancer on purpose, turn it off in a change of its own.
"""

from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import some
from rules.report import Report
from rules.resource import read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.stages import DEVELOPMENT_STACKS, is_for_development


def check(stack: Stack, report: Report) -> None:
    """Every load balancer of a stack that must last is protected."""
    for balancer in stack.of(LOAD_BALANCER):
        if not is_for_development(balancer, report):
            report.decides(
                balancer,
                some([balancer.protect, read_flag(balancer, "enableDeletionProtection")]),
                wrong=f"{balancer} can be deleted by one command: nothing protects it.",
                missing="whether it is protected from deletion",
            )


RULE = Rule(
    id="BALANCER-004",
    title="Load balancer is protected from deletion",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL08-BP05 Deploy changes with automation",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
            read="2026-11-25",
        ),
    ),
    rationale="When a load balancer is deleted by mistake, its DNS name and addresses are gone for good. A new one has "
    "others, so records, origins and allow lists point nowhere until each of them is changed.",
    remediation="Set enableDeletionProtection to true, or the resource option protect. With Floodgate's LoadBalancer "
    "component: deletion_protection.",
    since="0.1.0",
    check=check,
    options=(DEVELOPMENT_STACKS,),
)
