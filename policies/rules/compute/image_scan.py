"""
*What it checks*: images in an ECR repository are scanned when they are pushed: by the repository's own setting, or by
the registry's, if the stack has a `RegistryScanningConfiguration`.

*Why it matters*: known holes in an image's packages are then listed before the image runs, and not when they are used.

*How to fix*: set scanOnPush of the repository, or configure scanning for the registry.
"""

from rules.compute.image_tags import REPOSITORY
from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"


def check(stack: Stack, report: Report) -> None:
    """Every repository's images are scanned."""
    for repository in stack.of(REPOSITORY):
        by_registry = some(_covers(one, repository) for one in stack.of(SCANNING))
        report.decides(
            repository,
            some([read_flag(repository, "imageScanningConfiguration", "scanOnPush"), by_registry]),
            wrong=f"{repository} does not scan images that are pushed (scanOnPush).",
            missing="whether it or its registry scans images",
        )


def _covers(registry: Resource, repository: Resource) -> Truth:
    """Whether a registry's rules scan images here. Which names their filters match is left to whoever wrote them."""
    rules = read_list(registry, "rules")
    if rules is UNKNOWN:
        return UNKNOWN
    here = equals(registry.region, repository.region)
    scans = (negate(equals(read(registry, "rules", i, "scanFrequency"), "MANUAL")) for i in range(len(rules)))
    return every([here, some(scans)])


RULE = Rule(
    id="SERVICE-032",
    title="Repository scans images that are pushed",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC06-BP01 Perform vulnerability management",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecr-private-image-scanning-enabled.html",
            read="2026-11-25",
        ),
    ),
    rationale="Most images hold packages with known holes sooner or later. Without a scan nobody hears of them before "
    "somebody uses them.",
    remediation="Set imageScanningConfiguration.scanOnPush of the repository to true. With Floodgate's Repository "
    "component: scan_on_push, which is on.",
    since="0.1.0",
    check=check,
)
