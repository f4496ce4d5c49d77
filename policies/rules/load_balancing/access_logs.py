"""
*What it checks*: an Application Load Balancer writes access logs to a bucket.

*Why it matters*: without them nobody can tell, after an incident or an attack, who asked for what, what the answer was
and how long it took; metrics hold sums only.

*How to fix*: name a bucket of the same region in accessLogs, and enable them.
"""

from rules.load_balancing.routing import LOAD_BALANCER, is_application
from rules.logic import every, holds
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(balancer: Resource, report: Report) -> None:
    """Access logs are enabled, and go to a bucket."""
    if (application := is_application(balancer)) is False:
        return  # a Network Load Balancer logs TLS connections only
    bucket = holds(bool, read(balancer, "accessLogs", "bucket", default=""))
    logs = every([read_flag(balancer, "accessLogs", "enabled"), bucket])
    report.decides(
        balancer,
        UNKNOWN if application is UNKNOWN else logs,
        wrong=f"{balancer} keeps no access logs.",
        missing="its kind, and whether it keeps access logs",
    )


RULE = Rule(
    id="BALANCER-006",
    title="Load balancer keeps access logs",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
            read="2026-11-23",
        ),
    ),
    rationale="Access logs are the only record of single requests at the load balancer. Without them an attack cannot "
    "be reconstructed, and an error that only some clients see cannot be explained.",
    remediation="Set accessLogs with bucket and enabled. With Floodgate's LoadBalancer component: access_logs.",
    since="0.1.0",
    check_resource=check,
    types=(LOAD_BALANCER,),
)
