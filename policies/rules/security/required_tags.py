"""
*What it checks*: every resource that takes tags has those of the option tags, by itself or by defaultTags of its
provider. There are none by default, and then the rule says nothing.

*Why it matters*: bills, access rules and whoever is called at night find out by tags whose a resource is.

*How to fix*: add the tags, best by defaultTags of the provider. At the level remediate the rule adds those for which
the option values has a value.
"""

from collections.abc import Mapping
from typing import Any, Final

from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN, parse_json

_TAGS: Final = Option(name="tags", default=(), description="The names of the tags that every resource has")
_VALUES: Final = Option(
    name="values", default=(), description="Tags that the level remediate adds where they are missing, as NAME=VALUE"
)

# The types that this pack knows and that take tags. Source: the schema of pulumi_aws 7.51.1.
_TYPES: Final = (
    "aws:acm/certificate:Certificate",
    "aws:appautoscaling/target:Target",
    "aws:budgets/budget:Budget",
    "aws:cloudfront/distribution:Distribution",
    "aws:cloudfront/vpcOrigin:VpcOrigin",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:dynamodb/table:Table",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/flowLog:FlowLog",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ecr/repository:Repository",
    "aws:ecs/capacityProvider:CapacityProvider",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/service:Service",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/parameterGroup:ParameterGroup",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:elasticache/user:User",
    "aws:iam/policy:Policy",
    "aws:iam/role:Role",
    "aws:kms/key:Key",
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "aws:lambda/function:Function",
    "aws:lb/listener:Listener",
    "aws:lb/listenerRule:ListenerRule",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:lb/targetGroup:TargetGroup",
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "aws:rds/instance:Instance",
    "aws:rds/proxy:Proxy",
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:route53/healthCheck:HealthCheck",
    "aws:route53/zone:Zone",
    "aws:s3/bucket:Bucket",
    "aws:secretsmanager/secret:Secret",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
    "aws:ssm/parameter:Parameter",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:wafv2/webAcl:WebAcl",
    "aws:xray/samplingRule:SamplingRule",
)


def check(resource: Resource, report: Report) -> None:
    """A resource has all tags that are required."""
    wanted = report.texts(_TAGS.name)
    tags = {name: _has(resource, name) for name in wanted}
    missing = sum(1 for has in tags.values() if has is False)
    if wanted:
        report.decides(
            resource,
            every(tags.values()),
            wrong=f"{resource} lacks {missing} of {len(wanted)} required tags.",
            missing="its tags",
        )


def repair(resource: Resource, config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tags that are missing and have a configured value, beside its own."""
    given = _VALUES.of(config)
    pairs = [text.partition("=") for text in given] if isinstance(given, tuple) else []
    added = {name: value for name, mark, value in pairs if mark and _has(resource, name) is False}
    own = read(resource, "tags", default={})
    return {"tags": {**own, **added}} if added and isinstance(own, dict) and UNKNOWN not in own.values() else {}


def _has(resource: Resource, name: str) -> Truth:
    places = [read(resource, "tags", default={}), read(resource, "tagsAll", default={}), _defaults(resource)]
    if any(isinstance(tags, dict) and name in tags for tags in places):
        return True
    return False if all(isinstance(tags, dict) for tags in places) else UNKNOWN


def _defaults(resource: Resource) -> Any:
    """The tags that the provider gives to all of its resources, as an object or as JSON text."""
    found = (resource.provider or {}).get("defaultTags")
    if isinstance(found, str):
        found = parse_json(found)
    return found.get("tags", {}) if isinstance(found, dict) else found or {}


RULE = Rule(
    id="SECURITY-013",
    title="Bucket and whatever else takes tags has the required ones",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST03-BP02 Add organization information to cost and usage",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
            read="2026-11-23",
        ),
    ),
    rationale="Tags tell whose a resource is, what it costs whom, and who may change it. One without them is paid for "
    "by nobody, and nobody dares to delete it.",
    remediation="Set tags, or defaultTags of the provider. Floodgate's environment sets Project, Stack, Owner and "
    "ManagedBy on its providers.",
    since="0.1.0",
    check_resource=check,
    types=_TYPES,
    repair=repair,
    options=(_TAGS, _VALUES),
)
