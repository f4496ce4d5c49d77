"""Three services are the size of production; the benchmark asks for twice and four times as many."""

import os

import pulumi

from components.compute import (
    Cluster,
    ClusterArgs,
    Container,
    FargateService,
    FargateServiceArgs,
    LoadBalancerTarget,
    TaskScaling,
)
from components.load_balancing import (
    IngressSource,
    LoadBalancer,
    LoadBalancerArgs,
    RouteArgs,
    TargetGroup,
    TargetGroupArgs,
    request_count_label,
)
from components.naming import Location
from components.network import Network, NetworkArgs

here = Location(region="us-east-1", account_id="123456789012")
zones = [f"{here.region}{letter}" for letter in "abc"]
network = Network("bench-network", NetworkArgs(location=here, cidr_block="10.0.0.0/16", zones=zones))
balancer = LoadBalancer(
    "bench-lb",
    LoadBalancerArgs(
        vpc_id=network.vpc_id,
        subnet_ids=network.public_subnet_ids,
        certificate_arn=here.arn("acm", "certificate/00000000-0000-0000-0000-000000000000"),
        ingress=IngressSource.NONE,
    ),
)
cluster = Cluster("bench-cluster", ClusterArgs(location=here, cluster_name="bench"))
for number in range(int(os.environ["SERVICES"])):
    name = f"bench-{number}"
    group = TargetGroup(name, TargetGroupArgs(vpc_id=network.vpc_id))
    path = [f"/{number}/*"]
    rule = balancer.route(name, RouteArgs(priority=number + 1, target_group=group, path_patterns=path))
    service = FargateService(
        name,
        FargateServiceArgs(
            location=here,
            service_name=name,
            cluster_name=cluster.name,
            vpc_id=network.vpc_id,
            subnet_ids=network.private_subnets,
            container=Container(image=f"{here.account_id}.dkr.ecr.{here.region}.amazonaws.com/app@sha256:{'0' * 64}"),
            load_balancer=LoadBalancerTarget(
                target_group_arn=group.arn,
                listener_rule_arns=[rule.arn],
                request_count_label=request_count_label(balancer, group),
            ),
            scaling=TaskScaling(),
        ),
    )
    service.allow_from("lb", balancer.security_group)
pulumi.export("services", cluster.name)
