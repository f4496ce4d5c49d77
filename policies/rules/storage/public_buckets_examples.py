"""Programs that keep and break STORAGE-002. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws


def _policy(**more: Any) -> str:
    read = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop-assets/*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [read]})


def good_distribution() -> None:
    """One distribution reads."""
    source = {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1"}}
    policy = _policy(Principal={"Service": "cloudfront.amazonaws.com"}, Condition=source)
    aws.s3.BucketPolicy("assets", bucket=aws.s3.Bucket("assets", bucket="shop-assets").id, policy=policy)


def good_private_acl() -> None:
    """The ACL opens nothing."""
    aws.s3.BucketAcl("assets", bucket=aws.s3.Bucket("assets").id, acl="private")


def bad_policy() -> None:
    """Bucket policy `assets` opens the bucket to everybody."""
    bucket = aws.s3.Bucket("assets", bucket="shop-assets")
    aws.s3.BucketPolicy("assets", bucket=bucket.id, policy=_policy(Principal="*"))


def bad_acl() -> None:
    """Bucket ACL `assets` opens the bucket to everybody."""
    aws.s3.BucketAcl("assets", bucket=aws.s3.Bucket("assets").id, acl="public-read")


def bad_inline_acl() -> None:
    """Bucket `assets` opens the bucket to everybody."""
    aws.s3.Bucket("assets", acl="public-read-write")


def bad_old_type_in_a_component() -> None:
    """Bucket policy `assets` opens the bucket to everybody."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Assets", "assets"))
    bucket = aws.s3.BucketV2("assets", bucket="shop-assets", opts=inside)
    aws.s3.BucketPolicy("assets", bucket=bucket.bucket, policy=_policy(Principal={"AWS": ["*"]}), opts=inside)


def bad_grant() -> None:
    """Bucket ACL `assets` opens the bucket to everybody."""
    everybody = {"type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers"}
    grants: list[Any] = [{"grantee": everybody, "permission": "READ"}]
    aws.s3.BucketAcl("assets", bucket="shop-assets", access_control_policy={"grants": grants, "owner": {"id": "me"}})


def good_access_points() -> None:
    """The access points of one account say who reads."""
    account = {"StringEquals": {"s3:DataAccessPointAccount": "123456789012"}}
    aws.s3.BucketPolicy("assets", bucket="shop-assets", policy=_policy(Principal="*", Condition=account))
