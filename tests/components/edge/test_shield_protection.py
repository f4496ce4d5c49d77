"""Shield Advanced: protections, and a subscription only when it is asked for."""

from typing import Any

import pytest

from components.edge import ShieldProtection, ShieldProtectionArgs
from offline.recorder import Graph, run

PROTECTION = "aws:shield/protection:Protection"
SUBSCRIPTION = "aws:shield/subscription:Subscription"
HEALTH = "aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation"
RESOURCES = {
    "distribution": "arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL",
    "zone": "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
}
CHECK = "arn:aws:route53:::healthcheck/11111111-2222-3333-4444-555555555555"


def build(**changes: Any) -> Graph:
    arguments = {"name_prefix": "shop-prod", "resource_arns": RESOURCES, **changes}
    return run(lambda: ShieldProtection("edge-shield", ShieldProtectionArgs(**arguments)))


def test_each_resource_is_protected() -> None:
    made = {p.inputs["name"]: p.inputs["resourceArn"] for p in build().of_type(PROTECTION)}

    assert made == {f"shop-prod-{key}": arn for key, arn in RESOURCES.items()}


def test_nobody_subscribes_by_accident() -> None:
    assert build().of_type(SUBSCRIPTION) == []


def test_a_subscription_comes_first_and_is_not_given_up_with_the_stack() -> None:
    graph = build(subscribe=True)
    subscription = graph.one(SUBSCRIPTION)

    assert subscription.inputs["skipDestroy"] is True
    assert subscription.request.protect is True
    assert all(subscription.urn in p.dependencies for p in graph.of_type(PROTECTION))


def test_a_health_check_goes_with_its_resource() -> None:
    graph = build(health_check_arns={"zone": CHECK})
    health = graph.one(HEALTH, "edge-shield-zone-health")

    assert health.inputs["healthCheckArn"] == CHECK
    assert health.property_dependencies["shieldProtectionId"] == {graph.one(PROTECTION, "edge-shield-zone").urn}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"resource_arns": {}}, "nothing to protect"),
        ({"health_check_arns": {"lb": CHECK}}, "the health check of lb has no resource"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ShieldProtectionArgs(**{"name_prefix": "shop", "resource_arns": RESOURCES, **change})
