"""
*What it checks*: the image of each container is named by its digest, or by a tag other than `latest`. No tag means
`latest`.

*Why it matters*: the tag `latest` is another program whenever somebody pushes. ECS looks it up at each deployment, so a
change of the memory size or a forced deployment also releases whatever was pushed last, and deploying the revision
before brings the program before not back. What runs cannot be told from the task definition.

*How to fix*: let the pipeline write the digest of the image that it has tested.
"""

from typing import Any

from rules.compute.containers import TASK_DEFINITION, known_containers
from rules.logic import holds
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(task: Resource, report: Report) -> None:
    """Every container's image is one that stays the same."""
    for container in known_containers(task, report):
        report.decides(
            task,
            holds(_stays_the_same, read(container, "image")),
            wrong=f"{container} runs whatever image is the latest: its image has the tag latest, or none.",
            missing="the images of its containers",
        )


def _stays_the_same(image: Any) -> bool:
    repository, _, digest = str(image).partition("@")
    # A registry may have a port, so the tag is what follows a colon after the last slash.
    tag = repository.rpartition("/")[2].partition(":")[2]
    return bool(digest) or tag not in ("", "latest")


RULE = Rule(
    id="SERVICE-014",
    title="Task definition names images by digest, or by a tag other than latest",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL08-BP04 Deploy using immutable infrastructure",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/application.html", read="2026-11-25"
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerImage.html", read="2026-11-25"
        ),
    ),
    rationale="The tag latest is looked up at every deployment. So a change of anything else releases whatever was "
    "pushed last, deploying an older revision does not bring its program back, and nobody can tell from the task "
    "definition what runs.",
    remediation="End image with @sha256: and the digest, or with a tag that is never moved. With Floodgate's "
    "FargateService component container.image takes digests only.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)
