"""Programs that keep and break BALANCER-018, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

ANYWHERE = "0.0.0.0/0"
ZONES = ["us-east-1a", "us-east-1b"]


def _network(opts: pulumi.ResourceOptions | None = None) -> tuple[aws.ec2.Vpc, list[aws.ec2.Subnet]]:
    vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=opts)
    return vpc, [
        aws.ec2.Subnet(
            f"subnet-{zone[-1]}", vpc_id=vpc.id, availability_zone=zone, cidr_block=f"10.0.{number}.0/24", opts=opts
        )
        for number, zone in enumerate(ZONES)
    ]


def _table(
    vpc: aws.ec2.Vpc,
    subnets: list[aws.ec2.Subnet],
    routes: list[aws.ec2.RouteTableRouteArgs] | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> aws.ec2.RouteTable:
    table = aws.ec2.RouteTable("table", vpc_id=vpc.id, routes=routes, opts=opts)
    for number, subnet in enumerate(subnets):
        aws.ec2.RouteTableAssociation(f"table-{number}", subnet_id=subnet.id, route_table_id=table.id, opts=opts)
    return table


def _balancer(subnets: list[aws.ec2.Subnet], *, internal: bool | None = None) -> None:
    aws.lb.LoadBalancer("web", internal=internal, subnets=[subnet.id for subnet in subnets])


def good_inline_route() -> None:
    """The route is written in the table."""
    vpc, subnets = _network()
    internet = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
    _table(vpc, subnets, [aws.ec2.RouteTableRouteArgs(cidr_block=ANYWHERE, gateway_id=internet.id)])
    _balancer(subnets)


def good_separate_route() -> None:
    """The route is a resource of its own."""
    vpc, subnets = _network()
    internet = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
    table = _table(vpc, subnets)
    aws.ec2.Route("internet", route_table_id=table.id, destination_cidr_block=ANYWHERE, gateway_id=internet.id)
    _balancer(subnets)


def good_main_table() -> None:
    """The route is in the table that AWS made with the VPC."""
    vpc, subnets = _network()
    internet = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
    table = vpc.main_route_table_id
    aws.ec2.Route("internet", route_table_id=table, destination_cidr_block=ANYWHERE, gateway_id=internet.id)
    _balancer(subnets)


def good_internal() -> None:
    """Only the VPC reaches it."""
    _balancer(_network()[1], internal=True)


def good_gateway() -> None:
    """A Gateway Load Balancer is reached through endpoints."""
    aws.lb.LoadBalancer("firewall", load_balancer_type="gateway", subnets=[_network()[1][0].id])


def bad_main_table_without_route() -> None:
    """Load balancer `web` faces the internet from subnet `subnet-a`, which has no route to an internet gateway."""
    _balancer(_network()[1])


def bad_behind_nat() -> None:
    """Load balancer `web` faces the internet from subnet `subnet-a`, which has no route to an internet gateway."""
    vpc, subnets = _network()
    nat = aws.ec2.NatGateway("nat", subnet_id="subnet-9", allocation_id="eipalloc-9")
    _table(vpc, subnets, [aws.ec2.RouteTableRouteArgs(cidr_block=ANYWHERE, nat_gateway_id=nat.id)])
    _balancer(subnets)


def bad_separate_route_to_nat() -> None:
    """Load balancer `web` faces the internet from subnet `subnet-a`, which has no route to an internet gateway."""
    vpc, subnets = _network()
    nat = aws.ec2.NatGateway("nat", subnet_id="subnet-9", allocation_id="eipalloc-9")
    table = _table(vpc, subnets)
    aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block=ANYWHERE, nat_gateway_id=nat.id)
    _balancer(subnets)


def bad_adopted_table() -> None:
    """Load balancer `web` faces the internet from subnet `subnet-a`, which has no route to an internet gateway."""
    vpc, subnets = _network()
    aws.ec2.DefaultRouteTable("main", default_route_table_id=vpc.default_route_table_id, routes=[])
    _balancer(subnets)


def bad_inside_component() -> None:
    """Load balancer `web` faces the internet from subnet `subnet-a`, which has no route to an internet gateway."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "shop"))
    vpc, subnets = _network(inside)
    _table(vpc, subnets, opts=inside)
    _balancer(subnets)


def unknown_subnets_of_another_stack() -> None:
    """Whether it is internal, and the routes of its subnets"""
    aws.lb.LoadBalancer("web", subnets=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])
