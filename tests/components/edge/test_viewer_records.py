"""Viewer records: the names lead to the distribution, by both kinds of address."""

from typing import Any

import pytest

from components.edge import CLOUDFRONT_ZONE_ID, AliasRecords, AliasRecordsArgs
from offline.recorder import Graph, run

RECORD = "aws:route53/record:Record"
ZONE = "Z0123456789ABCDEFGHIJ"


def arguments(**changes: Any) -> dict[str, Any]:
    return {
        "names": {"site": "shop.example.com", "api": "api.shop.example.com"},
        "zone_id": ZONE,
        "target_domain_name": "d111111abcdef8.cloudfront.net",
        "target_zone_id": CLOUDFRONT_ZONE_ID,
        **changes,
    }


def build() -> Graph:
    return run(lambda: AliasRecords("edge-names", AliasRecordsArgs(**arguments())))


def test_each_name_has_an_address_of_both_kinds() -> None:
    made = {r.name: (r.inputs["name"], r.inputs["type"]) for r in build().of_type(RECORD)}

    assert made == {
        "edge-names-site-a": ("shop.example.com", "A"),
        "edge-names-site-aaaa": ("shop.example.com", "AAAA"),
        "edge-names-api-a": ("api.shop.example.com", "A"),
        "edge-names-api-aaaa": ("api.shop.example.com", "AAAA"),
    }


def test_all_are_aliases_of_the_distribution_whose_health_nobody_can_ask_for() -> None:
    for record in build().of_type(RECORD):
        assert record.inputs["zoneId"] == ZONE
        assert record.inputs["aliases"] == [
            {"name": "d111111abcdef8.cloudfront.net", "zoneId": "Z2FDTNDATAQYW2", "evaluateTargetHealth": False}
        ]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [({}, "give at least one"), ({"site": "a.example.com", "api": "a.example.com"}, "repeat one")],
)
def test_contradictions_are_refused_in_a_sentence(names: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        AliasRecordsArgs(**arguments(names=names))
