"""The ECS cluster as it reaches AWS."""

import pulumi
import pulumi_aws as aws
import pytest

from components.compute import Cluster, ClusterArgs, ContainerInsights
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")


def graph(insights: ContainerInsights = ContainerInsights.ENHANCED) -> Graph:
    def program() -> None:
        cluster = Cluster(
            "main", ClusterArgs(location=LOCATION, cluster_name="floodgate-prod", container_insights=insights)
        )
        pulumi.export("name", cluster.name)
        pulumi.export("arn", cluster.arn)
        aws.sns.Topic("user", name=cluster.name)  # stands for whatever uses the cluster's name

    return run(program, preview=True)


@pytest.mark.parametrize("insights", list(ContainerInsights))
def test_container_insights_has_the_chosen_detail(insights: ContainerInsights) -> None:
    cluster = graph(insights).one("aws:ecs/cluster:Cluster", "main-cluster")
    assert cluster.inputs["settings"] == [{"name": "containerInsights", "value": insights.value}]
    assert cluster.inputs["name"] == "floodgate-prod"


def test_services_may_choose_fargate_or_spot_and_get_fargate() -> None:
    providers = graph().one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "main-capacity")
    assert providers.inputs["clusterName"] == "floodgate-prod"
    assert providers.inputs["capacityProviders"] == ["FARGATE", "FARGATE_SPOT"]
    assert providers.inputs["defaultCapacityProviderStrategies"] == [
        {"capacityProvider": "FARGATE", "base": 1, "weight": 1}
    ]


def test_name_and_arn_are_known_at_preview() -> None:
    assert graph().exports == {
        "name": "floodgate-prod",
        "arn": "arn:aws:ecs:us-east-1:123456789012:cluster/floodgate-prod",
    }


def test_users_of_the_name_wait_for_the_capacity_providers() -> None:
    made = graph()
    waits_for = made.one("aws:sns/topic:Topic", "user").property_dependencies["name"]
    assert made.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").urn in waits_for
    assert made.one("aws:ecs/cluster:Cluster").urn in waits_for
