"""The data sources that work without an account."""

import json

import pytest

from offline.aws import wire
from offline.aws.invokes import UnknownInvokeError, invoke
from offline.aws.simulate import Place

PLACE = Place(region="eu-west-1", account="111122223333")


def ask(name: str, /, **args: object) -> dict[str, object]:
    return invoke(f"aws:index/{name}:{name}", args, PLACE)


def test_place() -> None:
    assert ask("getRegion")["region"] == "eu-west-1"
    assert ask("getRegion", region="us-west-2")["name"] == "us-west-2"
    assert ask("getCallerIdentity")["accountId"] == "111122223333"
    assert ask("getPartition")["dnsSuffix"] == "amazonaws.com"
    assert "eu-west-1" in ask("getRegions")["names"]


def test_availability_zones() -> None:
    zones = ask("getAvailabilityZones", state="available")
    assert zones["names"] == ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    assert zones["zoneIds"] == ["ew1-az1", "ew1-az2", "ew1-az3"]
    assert ask("getAvailabilityZones", excludeNames=["eu-west-1a"])["names"] == ["eu-west-1b", "eu-west-1c"]


def test_lists_zones_and_networks() -> None:
    prefix = ask("getManagedPrefixList", name="com.amazonaws.global.cloudfront.origin-facing")
    assert prefix["id"].startswith("pl-")
    assert prefix == ask("getManagedPrefixList", name="com.amazonaws.global.cloudfront.origin-facing")
    by_filter = ask("getManagedPrefixList", filters=[{"name": "prefix-list-name", "values": ["x"]}])
    assert by_filter["name"] == "x"
    assert ask("getZone", name="example.com.")["name"] == "example.com"
    assert ask("getVpc", default=True)["id"].startswith("vpc-")
    assert ask("getSubnets", filters=[{"name": "vpc-id", "values": ["vpc-1"]}])["ids"][2].endswith("2")
    assert ask("getAmi", mostRecent=True)["id"].startswith("ami-")
    assert ask("getParameter", name="/a/b")["arn"].endswith(":parameter/a/b")


def test_subnets_lie_in_the_zone_of_their_last_digit() -> None:
    zones = [ask("getSubnet", id=f"subnet-0{digit}")["availabilityZone"][-1] for digit in "012f"]
    assert zones == ["a", "b", "c", "a"]
    assert ask("getSubnet", id="subnet-01", vpcId="vpc-1")["vpcId"] == "vpc-1"
    assert ask("getSubnet", id="subnet-0z")["availabilityZone"] == "eu-west-1a"
    assert ask("getSubnet", cidrBlock="10.0.0.0/24")["availableIpAddressCount"] == 251


def test_secrets_are_invented_but_stable() -> None:
    password = ask("getRandomPassword", passwordLength=64, excludeCharacters="abc")["randomPassword"]
    assert len(str(password)) == 64
    assert not set("abc") & set(str(password))
    assert ask("getRandomPassword", passwordLength=64, excludeCharacters="abc")["randomPassword"] == password
    by_name = ask("getSecretVersion", secretId="token")
    assert str(by_name["arn"]).startswith("arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-")
    by_arn = ask("getSecretVersion", secretId=by_name["arn"])
    assert by_arn["arn"] == by_name["arn"]
    assert str(by_arn["secretString"]).startswith("simulated-")


def test_policy_documents_are_rendered() -> None:
    answer = ask(
        "getPolicyDocument",
        policyId="id",
        statements=[
            {
                "sid": "one",
                "actions": ["s3:GetObject"],
                "resources": ["a", "b"],
                "principals": [{"type": "AWS", "identifiers": ["x"]}, {"type": "Service", "identifiers": ["y", "z"]}],
                "conditions": [{"test": "StringEquals", "variable": "k", "values": ["v"]}],
            },
            {
                "effect": "Deny",
                "notActions": ["*"],
                "notResources": ["c"],
                "notPrincipals": [{"type": "*", "identifiers": ["*"]}],
            },
        ],
    )
    assert json.loads(str(answer["json"])) == {
        "Version": "2012-10-17",
        "Id": "id",
        "Statement": [
            {
                "Sid": "one",
                "Effect": "Allow",
                "Principal": {"AWS": "x", "Service": ["y", "z"]},
                "Action": "s3:GetObject",
                "Resource": ["a", "b"],
                "Condition": {"StringEquals": {"k": "v"}},
            },
            {"Effect": "Deny", "NotPrincipal": "*", "NotAction": "*", "NotResource": "c"},
        ],
    }
    assert json.loads(str(answer["minifiedJson"])) == json.loads(str(answer["json"]))


def test_a_policy_document_with_an_unknown_part_is_unknown() -> None:
    assert ask("getPolicyDocument", statements=[{"resources": [wire.UNKNOWN]}])["json"] == wire.UNKNOWN


def test_an_unknown_data_source_is_named() -> None:
    with pytest.raises(UnknownInvokeError, match=r"no answer for aws:rds/getCluster:getCluster; it knows .*getZone"):
        invoke("aws:rds/getCluster:getCluster", {}, PLACE)
