"""
*What it checks*: an ECR repository has a lifecycle policy.

*Why it matters*: each build leaves an image, and none goes on its own. What they cost grows without end, and among
thousands of old images those with holes stay available to whoever deploys the wrong one.

*How to fix*: add a `LifecyclePolicy` that keeps as many images as one may go back to, and the ones that run.
"""

from rules.compute.image_tags import REPOSITORY
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack

POLICIES = Holder("aws:ecr/lifecyclePolicy:LifecyclePolicy", ("repository",))


def check(stack: Stack, report: Report) -> None:
    """Every repository deletes what nobody goes back to."""
    policies = stack.incoming(POLICIES, to=REPOSITORY)
    for repository in stack.of(REPOSITORY):
        if policies.to(repository):
            report.passes(repository)
        elif policies.perhaps_to(repository, nameless=stack.is_nameless(repository)):
            report.not_knowable(repository, "which repository each lifecycle policy belongs to")
        else:
            report.fails(repository, f"{repository} keeps every image for ever: it has no lifecycle policy.")


RULE = Rule(
    id="SERVICE-033",
    title="Repository has a lifecycle policy",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST04-BP05 Enforce data retention policies",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecr-private-lifecycle-policy-configured.html",
            read="2026-11-25",
        ),
    ),
    rationale="Every build adds an image and nothing takes one away, so the bill for storage grows with each release, "
    "and images with known holes stay available.",
    remediation="Add an ecr.LifecyclePolicy whose repository is this one. With Floodgate's Repository component: "
    "keep_images and expire_untagged_days.",
    since="0.1.0",
    check=check,
)
