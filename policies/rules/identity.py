"""By which texts other resources mean a resource: ARN, id, name, URL, and the forms in which a name is embedded.

One row a type, where its forms are special; the rest follows DEFAULT. A name alone may be ambiguous, so a match by name
is dropped when region, account or cluster differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules import arn
from rules.resource import Resource, read, read_output
from rules.values import UNKNOWN, Unknown


@dataclass(frozen=True, kw_only=True)
class Identity:
    """How a type is referred to."""

    names: tuple[str, ...] = ("name",)  # the properties that hold its name
    exact: tuple[str, ...] = ("arn", "id")  # the outputs that mean this resource as they stand
    service: str = ""  # the service in its ARN, empty for any
    forms: tuple[re.Pattern[str], ...] = ()  # how ids and the last part of ARNs embed `name`, and perhaps `scope`
    scope: tuple[str, str] | None = None  # the property, and its type, that names where its name is unique


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


DEFAULT: Final = Identity(forms=_forms(r"(?:.*[:/])?(?P<name>[^:/]+)"))

_OF_A_DATABASE_INSTANCE: Final = _forms(
    r"(?:db:)?(?P<name>[^:/.]+)",
    r"(?P<name>[^:/.]+)\.(?!cluster-|proxy-)[^:/.]+\.[^:/.]+\.rds\.amazonaws\.com(?:\.cn)?",
)

IDENTITIES: Final = {
    "aws:sqs/queue:Queue": Identity(
        exact=("arn", "id", "url"), service="sqs", forms=_forms(r"(?:https?://[^/]+/(?:[^/]+/)*)?(?P<name>[^:/]+)")
    ),
    "aws:lambda/function:Function": Identity(
        exact=("arn", "id", "qualifiedArn", "invokeArn"),
        service="lambda",
        # With account, version or alias, as Lambda's own functionName parameters allow.
        forms=_forms(r"(?:\d{12}:)?(?:function:)?(?P<name>[^:/]+)(?::[^:/]+)?"),
    ),
    # Its name may have slashes in it, and images follow it in their own names.
    "aws:ecr/repository:Repository": Identity(
        exact=("arn", "id", "repositoryUrl"), service="ecr", forms=_forms(r"(?:repository/)?(?P<name>[^:@]+)")
    ),
    "aws:ecs/cluster:Cluster": Identity(service="ecs", forms=_forms(r"(?:cluster/)?(?P<name>[^:/]+)")),
    "aws:ecs/service:Service": Identity(
        service="ecs",
        forms=_forms(r"service/(?:(?P<scope>[^/]+)/)?(?P<name>[^/]+)", r"(?P<name>[^:/]+)"),
        scope=("cluster", "aws:ecs/cluster:Cluster"),
    ),
    "aws:ecs/taskDefinition:TaskDefinition": Identity(
        names=("family",),
        exact=("arn", "arnWithoutRevision", "id"),
        service="ecs",
        forms=_forms(r"(?:task-definition/)?(?P<name>[^:/]+)(?::\d+)?"),
    ),
    "aws:lb/loadBalancer:LoadBalancer": Identity(
        exact=("arn", "id", "arnSuffix", "dnsName"),
        service="elasticloadbalancing",
        forms=_forms(r"(?:loadbalancer/)?(?:app|net|gwy)/(?P<name>[^/]+)/[0-9a-f]+", r"(?P<name>[^:/.]+)"),
    ),
    "aws:lb/targetGroup:TargetGroup": Identity(
        exact=("arn", "id", "arnSuffix"),
        service="elasticloadbalancing",
        forms=_forms(r"targetgroup/(?P<name>[^/]+)/[0-9a-f]+", r"(?P<name>[^:/]+)"),
    ),
    "aws:kms/key:Key": Identity(names=(), exact=("arn", "id", "keyId"), service="kms", forms=()),
    "aws:kms/alias:Alias": Identity(service="kms", forms=_forms(r"(?P<name>alias/.+)")),
    "aws:iam/role:Role": Identity(service="iam", forms=_forms(r"(?:role/)?(?:.*/)?(?P<name>[^:/]+)")),
    "aws:cloudwatch/logGroup:LogGroup": Identity(
        service="logs", forms=_forms(r"log-group:(?P<name>[^:*]+)(?::.*)?", r"(?P<name>[^:*]+)")
    ),
    # AWS adds six characters of its own to the ARN; what may follow them is a key of the JSON in it.
    "aws:secretsmanager/secret:Secret": Identity(
        service="secretsmanager",
        forms=_forms(r"secret:(?P<name>[^:]+?)(?:-[A-Za-z0-9]{6})?(?::[^:]*){0,3}", r"(?P<name>[^:]+)"),
    ),
    "aws:ssm/parameter:Parameter": Identity(service="ssm", forms=_forms(r"(?:parameter(?=/))?(?P<name>/?[^:]+)")),
    "aws:cloudfront/distribution:Distribution": Identity(names=(), exact=("arn", "id", "domainName"), forms=()),
    "aws:cloudfront/cachePolicy:CachePolicy": Identity(names=(), forms=()),
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": Identity(names=(), forms=()),
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": Identity(names=(), forms=()),
    "aws:cloudfront/originAccessControl:OriginAccessControl": Identity(names=(), forms=()),
    "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": Identity(
        names=(), exact=("arn", "id", "iamArn", "cloudfrontAccessIdentityPath", "s3CanonicalUserId"), forms=()
    ),
    "aws:cloudfront/vpcOrigin:VpcOrigin": Identity(names=(), forms=()),
    "aws:wafv2/webAcl:WebAcl": Identity(
        service="wafv2", forms=_forms(r"(?:global|regional)/webacl/(?P<name>[^/]+)/.+")
    ),
    "aws:wafv2/ruleGroup:RuleGroup": Identity(
        service="wafv2", forms=_forms(r"(?:global|regional)/rulegroup/(?P<name>[^/]+)/.+")
    ),
    "aws:acm/certificate:Certificate": Identity(names=(), service="acm", forms=()),
    # What AWS makes with a VPC is adopted by ids that are outputs of the VPC.
    "aws:ec2/vpc:Vpc": Identity(
        names=(),
        exact=("arn", "id", "defaultNetworkAclId", "defaultRouteTableId", "defaultSecurityGroupId", "mainRouteTableId"),
        forms=(),
    ),
    "aws:ec2/subnet:Subnet": Identity(names=(), forms=()),
    "aws:ec2/securityGroup:SecurityGroup": Identity(names=(), forms=()),
    "aws:ec2/routeTable:RouteTable": Identity(names=(), forms=()),
    "aws:ec2/natGateway:NatGateway": Identity(names=(), forms=()),
    "aws:route53/zone:Zone": Identity(names=(), exact=("arn", "id", "zoneId"), forms=()),
    "aws:route53/record:Record": Identity(
        names=("fqdn", "name"), exact=("fqdn", "id"), forms=_forms(r"(?P<name>.+?)\.?")
    ),
    "aws:route53/healthCheck:HealthCheck": Identity(names=(), forms=()),
    "aws:s3/bucket:Bucket": Identity(
        names=("bucket",),
        exact=("arn", "id", "bucketDomainName", "bucketRegionalDomainName"),
        service="s3",
        forms=_forms(r"(?P<name>[a-z0-9.-]+?)(?:\.s3[.a-z0-9-]*\.amazonaws\.com(?:\.cn)?)?(?:/.*)?"),
    ),
    "aws:rds/cluster:Cluster": Identity(
        names=("clusterIdentifier",),
        exact=("arn", "id", "clusterResourceId", "endpoint", "readerEndpoint"),
        service="rds",
        forms=_forms(
            r"(?:cluster:)?(?P<name>[^:/.]+)",
            r"(?P<name>[^:/.]+)\.cluster-(?:ro-)?[^:/]+\.rds\.amazonaws\.com(?:\.cn)?",
        ),
    ),
    "aws:rds/clusterInstance:ClusterInstance": Identity(
        names=("identifier",),
        exact=("arn", "id", "endpoint"),
        service="rds",
        forms=_OF_A_DATABASE_INSTANCE,
    ),
    "aws:rds/instance:Instance": Identity(
        names=("identifier",),
        exact=("arn", "id", "address", "endpoint", "resourceId"),
        service="rds",
        forms=_OF_A_DATABASE_INSTANCE,
    ),
    "aws:elasticache/replicationGroup:ReplicationGroup": Identity(
        names=("replicationGroupId",),
        exact=("arn", "id", "primaryEndpointAddress", "readerEndpointAddress", "configurationEndpointAddress"),
        service="elasticache",
        forms=_forms(
            r"(?:replicationgroup:)?(?P<name>[^:/.]+)",
            r"(?:master|replica|clustercfg)\.(?P<name>[^:/.]+)\.[^:/]+\.cache\.amazonaws\.com(?:\.cn)?",
            r"(?P<name>[^:/.]+?)(?:-ro)?\.[^:/.]+\.(?:ng|clustercfg)\.[^:/]+\.cache\.amazonaws\.com(?:\.cn)?",
        ),
    ),
    "aws:elasticache/userGroup:UserGroup": Identity(names=("userGroupId",), service="elasticache", forms=DEFAULT.forms),
}

# Resources that only stand for another one: the property that says for which.
POINTERS: Final = {
    "aws:lambda/alias:Alias": "functionName",
    "aws:kms/alias:Alias": "targetKeyId",
    "aws:acm/certificateValidation:CertificateValidation": "certificateArn",
    "aws:appautoscaling/target:Target": "resourceId",
}


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What a text says about the resource that it means."""

    name: str
    scope: str = ""
    region: str = ""
    account: str = ""


def of(token: str) -> Identity:
    """How resources of this type are referred to."""
    return IDENTITIES.get(token, DEFAULT)


def texts(resource: Resource) -> Iterator[str]:
    """The known texts that mean exactly this resource."""
    for name in of(resource.token).exact:
        if isinstance(text := read_output(resource, name), str) and text:
            yield text


def name(resource: Resource) -> str | Unknown:
    """The name that AWS knows it by."""
    for property_name in of(resource.token).names:
        if isinstance(text := read(resource, property_name), str) and text:
            return text
    return UNKNOWN


def parse(token: str, text: str) -> Reference | None:
    """The reference that ``text`` makes to a resource of this type, None when it means none of them."""
    identity = of(token)
    parts = arn.parse(text)
    if parts and identity.service not in ("", parts.service):
        return None
    for form in identity.forms:
        if match := form.fullmatch(parts.resource if parts else text):
            found = match.groupdict()
            return Reference(
                name=found["name"],
                scope=found.get("scope") or "",
                region=parts.region if parts else "",
                account=parts.account if parts else "",
            )
    return None


def agrees(reference: Reference, resource: Resource, scope: str | Unknown) -> bool | Unknown:
    """Whether a reference by name can mean this resource: not if region, account or scope differ.

    An unknown region or account is let pass: hardly any stack holds one name twice. Scopes exist because it does.
    """
    own = arn.parse(text) if isinstance(text := read_output(resource, "arn"), str) else None
    places = [(reference.region, resource.region), (reference.account, own.account if own else UNKNOWN)]
    if any(theirs not in ("", mine, UNKNOWN) and mine for mine, theirs in places):
        return False
    if not reference.scope or reference.scope == scope:
        return True
    return UNKNOWN if scope is UNKNOWN else False
