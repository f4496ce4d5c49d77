"""
*What it checks*: the volumes of a task definition that lie on an EFS file system encrypt what goes over the network
(`transitEncryption`).

*Why it matters*: the file system is another machine. What is written to it, and read from it, can otherwise be read on
the way.

*How to fix*: set transitEncryption of the volume's efsVolumeConfiguration to ENABLED.
"""

from rules.compute.containers import TASK_DEFINITION
from rules.logic import Truth, equals, some
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

TRANSIT_ENCRYPTION = "DISABLED"  # ECS API reference, EFSVolumeConfiguration


def check(task: Resource, report: Report) -> None:
    """Every volume on a file system is encrypted on the way."""
    volumes = read_list(task, "volumes")
    if volumes is UNKNOWN:
        report.not_knowable(task, "its volumes")
        return
    for index in range(len(volumes)):
        report.decides(
            task,
            some([_is_elsewhere(task, index), _is_encrypted(task, index)]),
            wrong=f"volume {index + 1} of {task} does not encrypt what goes to and from its file system "
            "(transitEncryption).",
            missing="its volumes on file systems",
        )


def _is_elsewhere(task: Resource, index: int) -> Truth:
    return equals(read(task, "volumes", index, "efsVolumeConfiguration"), None)


def _is_encrypted(task: Resource, index: int) -> Truth:
    setting = read(task, "volumes", index, "efsVolumeConfiguration", "transitEncryption", default=TRANSIT_ENCRYPTION)
    return equals(setting, "ENABLED")


RULE = Rule(
    id="SERVICE-034",
    title="Task definition encrypts what goes to its file systems",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html",
            read="2026-11-25",
        ),
    ),
    rationale="An EFS file system is reached over the network, and its protocol does not encrypt. Files of all tasks "
    "can then be read on the way, and access by IAM cannot be used.",
    remediation="Set efsVolumeConfiguration.transitEncryption of the volume to ENABLED. Floodgate's FargateService "
    "component uses no file systems.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)
