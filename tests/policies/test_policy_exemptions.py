"""Exemptions: what a file of them takes away, and that nothing in it is silently off."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from policy_graphs import examples, graph
from policy_servicers import ask, configured, decoding_once, of_the_sdk
from rules import CATALOGUE
from rules.exemptions import Exemptions, load, parse
from rules.notices import EXEMPTIONS, NOT_KNOWABLE

TODAY = date(2026, 11, 25)
ENTRY = """
- rule: QUEUE-002
  resource: "*::aws:sqs/queue:Queue::orders"
  reason: Replaced by the outbox in March
  owner: shop-team
  expires: 2027-03-31
"""
STACK = "urn:pulumi:prod::shop"
BOTH = pytest.mark.parametrize("make", [decoding_once, of_the_sdk], ids=["decoding-once", "of-the-sdk"])
RULES = [rule for rule in CATALOGUE if rule.id in ("QUEUE-001", "QUEUE-002")]


def read(text: str) -> Exemptions:
    return parse(text, "exemptions.yaml", rules=["QUEUE-001", "QUEUE-002"], today=TODAY)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FLOODGATE_PROJECT", str(tmp_path))
    return tmp_path


def _diagnosed(make: Any, program: str, **settings: Any) -> dict[str, str]:
    example = next(example for example in examples() if example.name == program)
    pack = configured(make(RULES), settings)
    return {d.policyName: d.message for d in ask(pack, graph(example, preview=False))}


@BOTH
def test_exempted_finding_is_gone_until_the_exemption_expires(make: Any, project: Path) -> None:
    assert "QUEUE-002" in _diagnosed(make, "bad_fifo_to_standard")
    today = datetime.now(UTC).date()
    (project / "exemptions.yaml").write_text(ENTRY.replace("2027-03-31", str(today)))
    assert _diagnosed(make, "bad_fifo_to_standard") == {}
    (project / "exemptions.yaml").write_text(ENTRY.replace("2027-03-31", str(today - timedelta(days=1))))
    found = _diagnosed(make, "bad_fifo_to_standard")
    assert set(found) == {"QUEUE-002", EXEMPTIONS}
    assert f"exemptions.yaml:6: it expired on {today - timedelta(days=1)}" in found[EXEMPTIONS]


@BOTH
def test_exempted_question_is_not_asked(make: Any, project: Path) -> None:
    assert NOT_KNOWABLE in _diagnosed(make, "unknown_target")
    (project / "exemptions.yaml").write_text(ENTRY)
    assert _diagnosed(make, "unknown_target") == {}


def test_exemption_that_no_finding_needs_is_told(project: Path) -> None:
    (project / "exemptions.yaml").write_text(ENTRY)
    found = _diagnosed(decoding_once, "good_inline")
    assert found[EXEMPTIONS].endswith("exemptions.yaml:2: no finding needs it any more")


def test_file_of_another_name_has_to_exist(project: Path) -> None:
    found = _diagnosed(decoding_once, "good_inline", exemptions="ours.yaml")
    assert found[EXEMPTIONS].endswith("ours.yaml: there is no such file; SETTINGS.exemptions names it")
    (project / "ours.yaml").write_text(ENTRY)
    assert _diagnosed(decoding_once, "bad_fifo_to_standard", exemptions="ours.yaml") == {}


def test_entry_is_read() -> None:
    (entry,) = read(ENTRY).entries
    assert (entry.rule, entry.owner, entry.expires, entry.line) == ("QUEUE-002", "shop-team", date(2027, 3, 31), 2)
    assert read("").entries == read("# none yet\n").entries == ()
    assert read("").mistakes == ()


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (("  owner: shop-team\n", ""), "2: owner is missing"),
        (("shop-team", ""), "2: owner is missing"),
        (("shop-team", "null"), "2: owner is missing"),
        (("shop-team", "[a, b]"), "5: owner has to be a text"),
        (("2027-03-31", "soon"), "6: expires has to be a day, such as 2027-01-31"),
        (("2027-03-31", "2027-02-30"), "6: expires has to be a day, such as 2027-01-31"),
        (("2027-03-31", "2026-11-24"), "6: it expired on 2026-11-24: mend the finding, or agree on a new day"),
        (("QUEUE-002", "QEUE-002"), "2: there is no such rule; did you mean QUEUE-002?"),
        (
            ("reason:", "reasons:"),
            "4: an exemption has rule, resource, reason, owner and expires, and nothing else; did you mean reason?",
        ),
        (("reason:", "owner: me\n  reason:"), "6: owner is given twice"),
    ],
)
def test_malformed_entry_exempts_nothing_and_is_named(change: tuple[str, str], mistake: str) -> None:
    other = ENTRY.replace("QUEUE-002", "QUEUE-001")
    found = read(ENTRY.replace(*change) + other)
    assert found.mistakes == (f"exemptions.yaml:{mistake}",)
    assert [entry.rule for entry in found.entries] == ["QUEUE-001"]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("rule: QUEUE-002", "exemptions.yaml:1: it has to be a list"),
        ("just words", "exemptions.yaml:1: it has to be a list"),
        ("- a: [\n", "exemptions.yaml:2: this is no YAML"),
        ("- rule: *nothing\n", "exemptions.yaml:1: this is no YAML"),
        ("- words\n", "exemptions.yaml:1: rule is missing"),
        ("[" * 10_000, "this is no YAML"),
        ("- rule: \x00\n", "this is no YAML"),
    ],
)
def test_file_of_another_shape_is_told(text: str, mistake: str) -> None:
    found = read(text)
    assert mistake in found.mistakes[0]
    assert not found.entries


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("binary", ""):
        found = load(tmp_path / name, "x.yaml", rules=[], today=TODAY, required=False)
        assert found.mistakes[0].startswith("x.yaml cannot be read: ")


def test_glob_covers_by_urn() -> None:
    (entry,) = read(ENTRY).entries
    assert entry.covers("QUEUE-002", "urn:pulumi:prod::shop::aws:sqs/queue:Queue::orders")
    assert not entry.covers("QUEUE-001", "urn:pulumi:prod::shop::aws:sqs/queue:Queue::orders")
    assert not entry.covers("QUEUE-002", "urn:pulumi:prod::shop::aws:sqs/queue:Queue::orders-dead")


@pytest.mark.parametrize(
    ("glob", "concerned"),
    [
        ("*::orders", True),
        ("urn:pulumi:prod::shop::*", True),
        ("urn:pulumi:*::shop::*", True),
        ("urn:pulumi:dev::shop::*", False),
        ("urn:pulumi:prod::other::*", False),
    ],
)
def test_only_exemptions_for_this_stack_can_be_unused(glob: str, concerned: bool) -> None:
    found = read(ENTRY.replace("*::aws:sqs/queue:Queue::orders", glob))
    assert [entry.line for entry in found.unused(STACK)] == ([2] if concerned else [])
