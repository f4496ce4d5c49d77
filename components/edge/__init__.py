"""The edge: names, certificates and what stands in front of the regions."""

from components.edge.access_logs import AccessLogDelivery, AccessLogDeliveryArgs, AccessLogTarget
from components.edge.behaviors import ARTICLE_BEHAVIORS, Caching, PathBehavior
from components.edge.browser_headers import (
    BrowserHeaderPolicies,
    BrowserHeaderPoliciesArgs,
    BrowserHeaders,
    FrameOption,
)
from components.edge.caching import FORWARDED_HEADERS, CacheTimes, CachingPolicies, CachingPoliciesArgs
from components.edge.certificate import Certificate, CertificateArgs
from components.edge.distribution import CLOUDFRONT_ZONE_ID, Distribution, DistributionArgs, PriceClass
from components.edge.edge import Edge, EdgeArgs, viewer_names
from components.edge.origin_records import OriginAlarm, OriginRecords, OriginRecordsArgs, OriginRouting, RegionalOrigin
from components.edge.origins import OriginKind, OriginTimeouts, ServiceOrigin, StaticOrigin
from components.edge.shield import ShieldProtection, ShieldProtectionArgs
from components.edge.viewer_records import AliasRecords, AliasRecordsArgs
from components.edge.web_acl import EDGE_REGION, WebAcl, WebAclArgs, WebAclScope
from components.edge.web_acl_rules import (
    PER_ADDRESS,
    ClientAddress,
    CountedRule,
    ManagedGroup,
    RateLimit,
    WebAclRules,
)

__all__ = [
    "ARTICLE_BEHAVIORS",
    "CLOUDFRONT_ZONE_ID",
    "EDGE_REGION",
    "FORWARDED_HEADERS",
    "PER_ADDRESS",
    "AccessLogDelivery",
    "AccessLogDeliveryArgs",
    "AccessLogTarget",
    "AliasRecords",
    "AliasRecordsArgs",
    "BrowserHeaderPolicies",
    "BrowserHeaderPoliciesArgs",
    "BrowserHeaders",
    "CacheTimes",
    "Caching",
    "CachingPolicies",
    "CachingPoliciesArgs",
    "Certificate",
    "CertificateArgs",
    "ClientAddress",
    "CountedRule",
    "Distribution",
    "DistributionArgs",
    "Edge",
    "EdgeArgs",
    "FrameOption",
    "ManagedGroup",
    "OriginAlarm",
    "OriginKind",
    "OriginRecords",
    "OriginRecordsArgs",
    "OriginRouting",
    "OriginTimeouts",
    "PathBehavior",
    "PriceClass",
    "RateLimit",
    "RegionalOrigin",
    "ServiceOrigin",
    "ShieldProtection",
    "ShieldProtectionArgs",
    "StaticOrigin",
    "WebAcl",
    "WebAclArgs",
    "WebAclRules",
    "WebAclScope",
    "viewer_names",
]
