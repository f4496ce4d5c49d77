"""Programs that keep and break NETWORK-010, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as queues


def _network(opts: pulumi.ResourceOptions | None = None, **route: Any) -> tuple[aws.ec2.Vpc, aws.ec2.Subnet]:
    vpc = aws.ec2.Vpc("shop", cidr_block="10.0.0.0/16", opts=opts)
    subnet = aws.ec2.Subnet("app", vpc_id=vpc.id, cidr_block="10.0.0.0/24", opts=opts)
    table = aws.ec2.RouteTable("app", vpc_id=vpc.id, opts=opts)
    aws.ec2.RouteTableAssociation("app", subnet_id=subnet.id, route_table_id=table.id, opts=opts)
    if route:
        aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", **route, opts=opts)
    return vpc, subnet


def _function(subnet: aws.ec2.Subnet, opts: pulumi.ResourceOptions | None = None) -> None:
    place = aws.lambda_.FunctionVpcConfigArgs(subnet_ids=[subnet.id], security_group_ids=["sg-1"])
    code = pulumi.AssetArchive({"index.py": pulumi.StringAsset("")})
    aws.lambda_.Function(
        "handler",
        role="arn:aws:iam::123456789012:role/handler",
        code=code,
        handler="index.handler",
        runtime="python3.13",
        vpc_config=place,
        environment={"variables": {"QUEUE_URL": queues.queue("mails").url}},
        opts=opts,
    )


def good_nat() -> None:
    """The NAT gateway leads to all services."""
    nat = aws.ec2.NatGateway("nat", subnet_id="subnet-1", allocation_id="eipalloc-1")
    _function(_network(nat_gateway_id=nat.id)[1])


def good_endpoint() -> None:
    """An endpoint leads to the queue."""
    vpc, subnet = _network()
    sqs = "com.amazonaws.us-east-1.sqs"
    aws.ec2.VpcEndpoint("sqs", vpc_id=vpc.id, service_name=sqs, vpc_endpoint_type="Interface", private_dns_enabled=True)
    _function(subnet)


def bad_nowhere() -> None:
    """Neither NAT nor an endpoint leads from subnet `app`, where function `handler` lies, to sqs, which it uses."""
    _function(_network()[1])


def bad_public_subnet() -> None:
    """Neither NAT nor an endpoint leads from subnet `app`, where function `handler` lies, to sqs, which it uses."""
    gateway = aws.ec2.InternetGateway("internet")
    _function(_network(gateway_id=gateway.id)[1])


def bad_endpoint_of_another_service_in_a_component() -> None:
    """Neither NAT nor an endpoint leads from subnet `app`, where function `handler` lies, to sqs, which it uses."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Handler", "component"))
    vpc, subnet = _network(inside)
    sns = "com.amazonaws.us-east-1.sns"
    aws.ec2.VpcEndpoint("sns", vpc_id=vpc.id, service_name=sns, vpc_endpoint_type="Interface", opts=inside)
    _function(subnet, inside)
