"""
*What it checks*: tags of images in an ECR repository cannot be moved to another image (`imageTagMutability`). Tags that
are excepted from that by a filter are left to whoever set it.

*Why it matters*: whoever may push can otherwise replace an image that was tested, and that runs, under its name. The
next task that starts runs the other one.

*How to fix*: set imageTagMutability to IMMUTABLE, and let the pipeline give each build a tag of its own.
"""

from rules.logic import equals
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

REPOSITORY = "aws:ecr/repository:Repository"
MUTABILITY = "MUTABLE"  # ECR API reference, CreateRepository


def check(repository: Resource, report: Report) -> None:
    """The repository's tags stay where they are."""
    report.decides(
        repository,
        equals(read(repository, "imageTagMutability", default=MUTABILITY), "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
        wrong=f"{repository} lets a tag be moved to another image (imageTagMutability).",
        missing="its imageTagMutability",
    )


RULE = Rule(
    id="SERVICE-031",
    title="Repository has tags that cannot be moved",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="REL08-BP04 Deploy using immutable infrastructure",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecr-private-tag-immutability-enabled.html",
            read="2026-11-25",
        ),
    ),
    rationale="A tag that can be moved may mean another image than the one that was tested. Whoever can push to the "
    "repository then changes what runs, without a change of the program that deploys it.",
    remediation="Set imageTagMutability of the repository to IMMUTABLE. With Floodgate's Repository component it is.",
    since="0.1.0",
    check_resource=check,
    types=(REPOSITORY,),
)
