"""
*What it checks*: the bucket of an application load balancer's access logs or connection logs is encrypted with keys of
S3, not of KMS.

*Why it matters*: application load balancers write only to buckets with SSE-S3. With a KMS key as the bucket's default
AWS denies the access when logs are turned on, or no log arrives.

*How to fix*: use SSE-S3 (AES256) for the bucket of logs, and a KMS key for buckets with data.
"""

from typing import Final

from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.storage.buckets import BUCKET, settings_of
from rules.storage.encryption import ENCRYPTION, has_kms_key
from rules.values import UNKNOWN

_LOAD_BALANCER: Final = "aws:lb/loadBalancer:LoadBalancer"
_LOGS: Final = (Holder(_LOAD_BALANCER, ("accessLogs", "bucket")), Holder(_LOAD_BALANCER, ("connectionLogs", "bucket")))


def check(stack: Stack, report: Report) -> None:
    """Every bucket with logs of an application load balancer has keys of S3."""
    for bucket in stack.of(BUCKET):
        logs = _takes_logs(stack, bucket)
        if logs is not False:
            report.decides(
                bucket,
                negate(every([logs, _has_kms_key(stack, bucket)])),
                wrong=f"{bucket} takes logs of an application load balancer and is encrypted with a KMS key.",
                missing="its encryption, and which load balancers write logs to it",
            )


def _takes_logs(stack: Stack, bucket: Resource) -> Truth:
    found = stack.incoming(*_LOGS, to=BUCKET)
    sure = [_is_application(balancer) for balancer in found.to(bucket)]
    perhaps = found.perhaps_to(bucket, nameless=stack.is_nameless(bucket))
    return some([*sure, *(every([UNKNOWN, _is_application(balancer)]) for balancer in perhaps)])


def _is_application(balancer: Resource) -> Truth:
    # Network load balancers take KMS keys, and "application" is the default.
    return equals(read(balancer, "loadBalancerType", default="application"), "application")


def _has_kms_key(stack: Stack, bucket: Resource) -> Truth:
    separate, others = settings_of(stack, bucket, ENCRYPTION)
    return some([*(has_kms_key(one) for one in (bucket, *separate)), UNKNOWN if others else False])


RULE = Rule(
    id="STORAGE-009",
    title="Bucket for logs of an application load balancer has keys of S3",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS04-BP02 Implement application telemetry",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
            read="2026-11-25",
        ),
    ),
    rationale="The only encryption that AWS supports for this bucket is SSE-S3. With a KMS key the deployment ends "
    "with a denied access, or requests leave no trace when somebody looks for it.",
    remediation="Set sseAlgorithm of the bucket to AES256. Floodgate's LogBucket component does so.",
    since="0.1.0",
    check=check,
)
