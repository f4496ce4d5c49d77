"""The certificate: what it names, how it is proved, and that nobody uses it before."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pytest

from components.edge import Certificate, CertificateArgs
from offline.recorder import Graph, run

CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
RECORD = "aws:route53/record:Record"
ZONE = "Z0123456789ABCDEFGHIJ"


def build(*names: str, preview: bool = True, existing: Sequence[str] = ()) -> Graph:
    def program() -> None:
        args = CertificateArgs(names=names, zone_id=ZONE, existing_records=existing)
        made = Certificate("main-certificate", args)
        pulumi.export("arn", made.arn)

    return run(program, preview=preview)


def test_the_first_name_is_the_domain_and_the_others_are_alternatives() -> None:
    certificate = build("shop.example.com", "*.shop.example.com").one(CERTIFICATE).inputs

    assert certificate["domainName"] == "shop.example.com"
    assert certificate["subjectAlternativeNames"] == ["*.shop.example.com"]
    assert certificate["validationMethod"] == "DNS"


def test_a_name_and_its_wildcard_are_proved_by_one_record() -> None:
    graph = build("shop.example.com", "*.shop.example.com", "cdn.example.com")

    assert [r.name for r in graph.of_type(RECORD)] == [
        "main-certificate-cdn.example.com",
        "main-certificate-shop.example.com",
    ]


def test_a_wildcard_alone_is_proved_by_the_record_of_its_domain() -> None:
    record = build("*.shop.example.com", preview=False).one(RECORD)

    assert record.name == "main-certificate-shop.example.com"
    assert record.inputs["name"].endswith("shop.example.com.")


def test_records_say_what_the_certificate_asks_for() -> None:
    graph = build("shop.example.com", "cdn.example.com", preview=False)
    options = {o["domainName"]: o for o in graph.one(CERTIFICATE).outputs["domainValidationOptions"]}

    for domain, option in options.items():
        record = graph.one(RECORD, f"main-certificate-{domain}")
        asked = (option["resourceRecordName"], option["resourceRecordType"], [option["resourceRecordValue"]])
        assert (record.inputs["name"], record.inputs["type"], record.inputs["records"]) == asked
        assert record.inputs["zoneId"] == ZONE


def test_records_are_known_by_their_certificate_at_preview() -> None:
    graph = build("shop.example.com")
    record = graph.one(RECORD)

    for asked in ("name", "type", "records"):
        assert record.property_dependencies[asked] == {graph.one(CERTIFICATE).urn}


def test_another_certificate_may_have_made_the_same_record() -> None:
    assert build("shop.example.com").one(RECORD).inputs["allowOverwrite"] is True


def test_whoever_uses_it_waits_for_its_validation() -> None:
    graph = build("shop.example.com", "cdn.example.com", preview=False)
    validation = graph.one(VALIDATION)

    assert validation.property_dependencies["certificateArn"] == {graph.one(CERTIFICATE).urn}
    assert validation.property_dependencies["validationRecordFqdns"] == {r.urn for r in graph.of_type(RECORD)}
    assert graph.exports["arn"] == graph.one(CERTIFICATE).outputs["arn"]


def test_every_child_is_named_by_the_certificate() -> None:
    children = [r for r in build("shop.example.com").resources.values() if r.parent and "Stack" not in r.parent]

    assert children
    assert all(r.name.startswith("main-certificate-") for r in children)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"names": []}, "give at least one"), ({"names": ["a.example.com", "a.example.com"]}, "repeat one")],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        CertificateArgs(**{"zone_id": ZONE, **change})


def test_records_that_another_certificate_made_are_used_and_not_made_again() -> None:
    graph = build("shop.example.com", existing=["_x.shop.example.com"])

    assert graph.of_type(RECORD) == []
    assert graph.one(VALIDATION).inputs["validationRecordFqdns"] == ["_x.shop.example.com"]
