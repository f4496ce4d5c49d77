"""Programs that keep and break NETWORK-002, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

ANYWHERE = "0.0.0.0/0"


def _subnet(name: str, zone: str, number: int, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.Subnet:
    cidr = f"10.0.{number}.0/24"
    return aws.ec2.Subnet(name, vpc_id="vpc-1", availability_zone=zone, cidr_block=cidr, opts=opts)


def _nat(zone: str, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.NatGateway:
    # The public subnet has a default route to an internet gateway outside the stack.
    public = _subnet(f"public-{zone[-1]}", zone, ord(zone[-1]), opts)
    inline = [aws.ec2.RouteTableRouteArgs(cidr_block=ANYWHERE, gateway_id="igw-0123456789abcdef0")]
    table = aws.ec2.RouteTable(f"public-{zone[-1]}", vpc_id="vpc-1", routes=inline, opts=opts)
    aws.ec2.RouteTableAssociation(f"public-{zone[-1]}", subnet_id=public.id, route_table_id=table.id, opts=opts)
    return aws.ec2.NatGateway(zone[-1], subnet_id=public.id, allocation_id="eipalloc-1", opts=opts)


def _private(zone: str, nat: pulumi.Input[str], *, inline: bool, opts: pulumi.ResourceOptions | None = None) -> None:
    private = _subnet("private", zone, 1, opts)
    routes = [aws.ec2.RouteTableRouteArgs(cidr_block=ANYWHERE, nat_gateway_id=nat)] if inline else None
    table = aws.ec2.RouteTable("private", vpc_id="vpc-1", routes=routes, opts=opts)
    aws.ec2.RouteTableAssociation("private", subnet_id=private.id, route_table_id=table.id, opts=opts)
    if not inline:
        aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block=ANYWHERE, nat_gateway_id=nat, opts=opts)


def good_own_zone() -> None:
    """The gateway stands in the subnet's zone."""
    _private("us-east-1a", _nat("us-east-1a").id, inline=False)


def good_regional() -> None:
    """One gateway that stands in all zones."""
    nat = aws.ec2.NatGateway("nat", vpc_id="vpc-1", availability_mode="regional")
    _private("us-east-1a", nat.id, inline=True)


def bad_other_zone() -> None:
    """Subnet `private` leaves through NAT gateway `b`, which stands in another zone and fails with it."""
    _private("us-east-1a", _nat("us-east-1b").id, inline=False)


def bad_inline_route() -> None:
    """Subnet `private` leaves through NAT gateway `b`, which stands in another zone and fails with it."""
    _private("us-east-1a", _nat("us-east-1b").id, inline=True)


def _private_by_gateway_id(zone: str, nat: pulumi.Input[str], *, inline: bool) -> None:
    private = _subnet("private", zone, 1)
    routes = [aws.ec2.RouteTableRouteArgs(cidr_block=ANYWHERE, gateway_id=nat)] if inline else None
    table = aws.ec2.RouteTable("private", vpc_id="vpc-1", routes=routes)
    aws.ec2.RouteTableAssociation("private", subnet_id=private.id, route_table_id=table.id)
    if not inline:
        aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block=ANYWHERE, gateway_id=nat)


def good_own_zone_by_gateway_id() -> None:
    """EC2 takes the NAT gateway in the property for internet gateways as well."""
    _private_by_gateway_id("us-east-1a", _nat("us-east-1a").id, inline=True)


def bad_by_gateway_id() -> None:
    """Subnet `private` leaves through NAT gateway `b`, which stands in another zone and fails with it."""
    _private_by_gateway_id("us-east-1a", _nat("us-east-1b").id, inline=False)


def bad_inline_by_gateway_id() -> None:
    """Subnet `private` leaves through NAT gateway `b`, which stands in another zone and fails with it."""
    _private_by_gateway_id("us-east-1a", _nat("us-east-1b").id, inline=True)


def bad_inside_component() -> None:
    """Subnet `private` leaves through NAT gateway `c`, which stands in another zone and fails with it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "shop"))
    _private("us-east-1a", _nat("us-east-1c", inside).id, inline=False, opts=inside)


def unknown_gateway_of_another_stack_by_gateway_id() -> None:
    """Which NAT gateway it uses, and in which zone"""
    _private_by_gateway_id("us-east-1a", "nat-0123456789abcdef0", inline=False)


def unknown_gateway_of_another_stack() -> None:
    """Which NAT gateway it uses, and in which zone"""
    _private("us-east-1a", "nat-0123456789abcdef0", inline=True)
