"""Answers to the data sources that a program may use without an account. Any other one is an error that names it."""

import ipaddress
import json
from collections.abc import Callable, Mapping
from hashlib import shake_256
from string import ascii_letters, digits
from typing import Any
from uuid import UUID

from offline.aws.simulate import Place
from offline.aws.wire import UNKNOWN, has_unknown

ZONES = "abc"  # zones that every simulated region has


class UnknownInvokeError(LookupError):
    """This simulation has no answer for the data source."""


def invoke(token: str, args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """The result of the data source ``token``, such as ``aws:index/getRegion:getRegion``.

    Raises:
        UnknownInvokeError: there is no answer for ``token``.
        ValueError: the arguments make no sense; the text says which.
    """
    answer = ANSWERS.get(token.rpartition(":")[2])
    if answer is None:
        raise UnknownInvokeError(
            f"the offline AWS provider has no answer for {token}; it knows {', '.join(sorted(ANSWERS))}."
            " Give the value by configuration, or run against AWS"
        )
    if region := args.get("region"):
        place = Place(region=region, account=place.account, default_tags=place.default_tags)
    return {"id": place.region, **answer(args, place)}


def _hex(digits: int, *parts: str) -> str:
    return shake_256(" ".join(parts).encode()).hexdigest(32)[:digits]


def _availability_zones(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    names = [
        f"{place.region}{zone}" for zone in ZONES if f"{place.region}{zone}" not in (args.get("excludeNames") or [])
    ]
    short = "".join(part[:1] if part.isalpha() else part for part in place.region.split("-"))
    return {
        "names": names,
        "zoneIds": [f"{short}-az{ZONES.index(name[-1]) + 1}" for name in names],
        "groupNames": [place.region],
        "state": args.get("state"),
    }


def _caller_identity(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    return {
        "accountId": place.account,
        "arn": f"arn:{place.partition}:sts::{place.account}:assumed-role/offline/simulated",
        "userId": "AROAOFFLINESIMULATED:simulated",
        "id": place.account,
    }


def _region(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    name = args.get("name") or place.region
    return {"name": name, "region": name, "endpoint": f"ec2.{name}.{place.dns_suffix}", "description": name, "id": name}


def _regions(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    return {"names": sorted({"us-east-1", "us-west-2", "eu-west-1", place.region})}


def _partition(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    reverse = ".".join(reversed(place.dns_suffix.split(".")))
    return {
        "partition": place.partition,
        "dnsSuffix": place.dns_suffix,
        "reverseDnsPrefix": reverse,
        "id": place.partition,
    }


def _prefix_list(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    name = args.get("name") or next(
        (f["values"][0] for f in args.get("filters") or [] if f["name"] == "prefix-list-name"), None
    )
    key = args.get("id") or f"pl-{_hex(8, str(name), place.region)}"
    return {
        "id": key,
        "name": name or "com.amazonaws.global.cloudfront.origin-facing",
        "arn": f"arn:{place.partition}:ec2:{place.region}:aws:prefix-list/{key}",
        "addressFamily": "IPv4",
        "entries": [],
        "maxEntries": 55,
        "ownerId": "AWS",
        "tags": {},
        "version": 1,
    }


def _zone(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    name = str(args.get("name") or "example.com").rstrip(".")
    key = args.get("zoneId") or f"Z{_hex(20, name).upper()}"
    return {
        "id": key,
        "zoneId": key,
        "name": name,
        "arn": f"arn:{place.partition}:route53:::hostedzone/{key}",
        "nameServers": [f"ns-{i}.awsdns-0{i}.com" for i in range(1, 5)],
        "privateZone": bool(args.get("privateZone")),
        "tags": {},
        "callerReference": "",
        "comment": "",
        "primaryNameServer": "ns-1.awsdns-01.com",
        "resourceRecordSetCount": 2,
    }


def _vpc(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    key = args.get("id") or f"vpc-{_hex(17, 'default', place.region)}"
    return {
        "id": key,
        "arn": f"arn:{place.partition}:ec2:{place.region}:{place.account}:vpc/{key}",
        "cidrBlock": args.get("cidrBlock") or "172.31.0.0/16",
        "default": bool(args.get("default", "id" not in args)),
        "enableDnsHostnames": True,
        "enableDnsSupport": True,
        "ownerId": place.account,
        "state": "available",
        "tags": args.get("tags") or {},
    }


def _subnets(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    scope = json.dumps(args.get("filters") or [], sort_keys=True)
    return {
        "ids": [f"subnet-{_hex(16, scope, zone)}{i}" for i, zone in enumerate(ZONES)],
        "tags": args.get("tags") or {},
    }


def _subnet(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """The zone follows from the last digit of the id, so that a stack file can name subnets in chosen zones."""
    key = str(args.get("id") or f"subnet-{_hex(16, json.dumps(dict(args), sort_keys=True))}0")
    index = int(key[-1], 16) if key[-1] in "0123456789abcdef" else 0
    zone = ZONES[index % len(ZONES)]
    block = str(args.get("cidrBlock") or list(ipaddress.ip_network("172.31.0.0/16").subnets(new_prefix=20))[index])
    return {
        "id": key,
        "arn": f"arn:{place.partition}:ec2:{place.region}:{place.account}:subnet/{key}",
        "availabilityZone": f"{place.region}{zone}",
        "availabilityZoneId": _availability_zones({}, place)["zoneIds"][index % len(ZONES)],
        "availableIpAddressCount": ipaddress.ip_network(block).num_addresses - 5,
        "cidrBlock": block,
        "mapPublicIpOnLaunch": False,
        "ownerId": place.account,
        "state": "available",
        "tags": {},
        "vpcId": args.get("vpcId") or f"vpc-{_hex(17, 'default', place.region)}",
    }


def _ami(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    key = f"ami-{_hex(17, json.dumps(dict(args), sort_keys=True), place.region)}"
    return {
        "id": key,
        "imageId": key,
        "architecture": "x86_64",
        "name": "simulated",
        "rootDeviceName": "/dev/xvda",
        "virtualizationType": "hvm",
    }


def _parameter(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    name = str(args.get("name", ""))
    arn = f"arn:{place.partition}:ssm:{place.region}:{place.account}:parameter{name}"
    return {
        "id": name,
        "name": name,
        "arn": arn,
        "type": "String",
        "value": "simulated",
        "insecureValue": "simulated",
        "version": 1,
    }


def _random_password(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """Always the same for the same request, as a simulation has nothing to hide."""
    length = int(args.get("passwordLength") or 32)
    allowed = [c for c in ascii_letters + digits if c not in str(args.get("excludeCharacters") or "")]
    digest = shake_256(json.dumps(dict(args), sort_keys=True).encode()).digest(length)
    return {**args, "id": "", "randomPassword": "".join(allowed[byte % len(allowed)] for byte in digest)}


def _secret_version(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    secret = str(args.get("secretId", ""))
    arn = (
        secret
        if secret.startswith("arn:")
        else f"arn:{place.partition}:secretsmanager:{place.region}:{place.account}:secret:{secret}-{_hex(6, secret)}"
    )
    version = str(args.get("versionId") or "") or str(UUID(_hex(32, secret)))
    return {
        "id": f"{secret}|AWSCURRENT",
        "arn": arn,
        "secretId": secret,
        "secretString": f"simulated-{_hex(32, secret, version)}",
        "secretBinary": "",
        "versionId": version,
        "versionStages": ["AWSCURRENT"],
        "createdDate": "2024-01-01T00:00:00Z",
    }


def _policy_document(args: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """Renders statements as the real data source does: scalars for single values, statements in order."""
    if has_unknown(args):
        return {"json": UNKNOWN, "minifiedJson": UNKNOWN, "id": UNKNOWN}
    document = {
        "Version": args.get("version") or "2012-10-17",
        **({"Id": args["policyId"]} if args.get("policyId") else {}),
        "Statement": [_statement(statement) for statement in args.get("statements") or []],
    }
    return {
        "json": json.dumps(document, indent=2),
        "minifiedJson": json.dumps(document, separators=(",", ":")),
        "id": str(int(_hex(8, json.dumps(document)), 16)),
    }


def _statement(statement: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if statement.get("sid"):
        made["Sid"] = statement["sid"]
    made["Effect"] = statement.get("effect") or "Allow"
    for key, name in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if statement.get(key):
            made[name] = _principals(statement[key])
    for key, name in (
        ("actions", "Action"),
        ("notActions", "NotAction"),
        ("resources", "Resource"),
        ("notResources", "NotResource"),
    ):
        if statement.get(key):
            made[name] = _one_or_all(statement[key])
    if statement.get("conditions"):
        conditions: dict[str, dict[str, Any]] = {}
        for condition in statement["conditions"]:
            conditions.setdefault(condition["test"], {})[condition["variable"]] = _one_or_all(condition["values"])
        made["Condition"] = conditions
    return made


def _principals(principals: list[Mapping[str, Any]]) -> Any:
    if [(p["type"], p["identifiers"]) for p in principals] == [("*", ["*"])]:
        return "*"
    return {p["type"]: _one_or_all(p["identifiers"]) for p in principals}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


ANSWERS: Mapping[str, Callable[[Mapping[str, Any], Place], dict[str, Any]]] = {
    "getAvailabilityZones": _availability_zones,
    "getCallerIdentity": _caller_identity,
    "getRegion": _region,
    "getRegions": _regions,
    "getPartition": _partition,
    "getManagedPrefixList": _prefix_list,
    "getPrefixList": _prefix_list,
    "getZone": _zone,
    "getVpc": _vpc,
    "getSubnets": _subnets,
    "getSubnet": _subnet,
    "getAmi": _ami,
    "getParameter": _parameter,
    "getPolicyDocument": _policy_document,
    "getRandomPassword": _random_password,
    "getSecretVersion": _secret_version,
}
