"""The reports of a run: what is in them, that they are whole, and that they stay in their folder."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
from policy_graphs import Example, examples, graph
from policy_servicers import ask, configured, decoding_once, of_the_sdk
from rules import CATALOGUE, reports
from rules.notices import REPORTS
from rules.reports.outcome import VERSION

NAMES = ["floodgate.json", "floodgate.junit.xml", "floodgate.sarif"]
ENTRY = """
- rule: QUEUE-002
  resource: "*::orders"
  reason: Replaced by <the> outbox
  owner: shop-team
  expires: 2999-01-01
"""
BOTH = pytest.mark.parametrize("make", [decoding_once, of_the_sdk], ids=["decoding-once", "of-the-sdk"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FLOODGATE_PROJECT", str(tmp_path))
    return tmp_path


def _example(name: str) -> Example:
    return next(example for example in examples() if example.name == name)


def _run(name: str, make: Any = decoding_once, reports: str = "out") -> list[Any]:
    settings = {"reports": reports}
    return ask(configured(make(), settings), graph(_example(name), preview=False))


def _json(project: Path, name: str = "floodgate.json") -> Any:
    return json.loads((project / "out" / name).read_text())


def _xml(project: Path) -> Xml.Element:
    return Xml.fromstring((project / "out" / "floodgate.junit.xml").read_text())  # noqa: S314 - our own


@BOTH
def test_findings_are_in_every_report(make: Any, project: Path) -> None:
    _run("bad_fifo_to_standard", make)
    assert sorted(path.name for path in (project / "out").iterdir()) == NAMES
    document = _json(project)
    (finding,) = [finding for finding in document["findings"] if finding["rule"] == "QUEUE-002"]
    assert finding["urn"].endswith("::orders")
    assert finding["message"] == _example("bad_fifo_to_standard").text
    rule = next(rule for rule in document["rules"] if rule["id"] == "QUEUE-002")
    assert (rule["failed"], rule["passed"], rule["level"]) == (1, 0, "mandatory")
    assert rule["seconds"] > 0
    assert document["resources"] == {"aws:sqs/queue:Queue": 2, "pulumi:pulumi:Stack": 1}
    (run,) = _json(project, "floodgate.sarif")["runs"]
    (result,) = [result for result in run["results"] if result["ruleId"] == "QUEUE-002"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "QUEUE-002"
    assert result["level"] == "error"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == finding["urn"]
    cases = _xml(project).iter("testcase")
    (case,) = [case for case in cases if case.get("name", "").startswith("QUEUE-002")]
    failure = case.find("failure")
    assert failure is not None
    assert _example("bad_fifo_to_standard").text in (failure.text or "")


def test_reports_are_written_when_there_is_nothing_to_find(project: Path) -> None:
    ask(configured(decoding_once(), {"reports": "out"}), [])
    assert sorted(path.name for path in (project / "out").iterdir()) == NAMES
    assert _json(project)["findings"] == []
    assert _json(project, "floodgate.sarif")["runs"][0]["results"] == []
    suites = _xml(project)
    assert sum(int(suite.get("tests", "")) for suite in suites) == len(CATALOGUE)
    assert sum(int(suite.get("skipped", "")) for suite in suites) == len(CATALOGUE)


def test_no_report_is_written_unasked(project: Path) -> None:
    _run("bad_fifo_to_standard", reports="")
    assert list(project.iterdir()) == []


def test_folder_may_come_from_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOODGATE_REPORTS", "out")
    _run("bad_fifo_to_standard", reports="")
    assert sorted(path.name for path in (project / "out").iterdir()) == NAMES


def test_exempted_finding_is_suppressed_with_its_reason(project: Path) -> None:
    (project / "exemptions.yaml").write_text(ENTRY)
    _run("bad_fifo_to_standard")
    document = _json(project)
    assert "QUEUE-002" not in {finding["rule"] for finding in document["findings"]}
    (suppressed,) = document["suppressed"]
    assert (suppressed["reason"], suppressed["owner"]) == ("Replaced by <the> outbox", "shop-team")
    results = _json(project, "floodgate.sarif")["runs"][0]["results"]
    (result,) = [result for result in results if result["ruleId"] == "QUEUE-002"]
    assert result["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Replaced by <the> outbox (shop-team, until 2999-01-01)",
        }
    ]
    assert "Replaced by &lt;the&gt; outbox" in (project / "out" / "floodgate.junit.xml").read_text()


def test_open_questions_are_in_every_report(project: Path) -> None:
    _run("unknown_target")
    text = _example("unknown_target").text
    assert text in {finding["message"] for finding in _json(project)["notKnowable"]}
    invocation = _json(project, "floodgate.sarif")["runs"][0]["invocations"][0]
    told = [n for n in invocation["toolExecutionNotifications"] if n["descriptor"]["id"] == "QUEUE-002"]
    assert [(n["level"], n["message"]["text"]) for n in told] == [("note", f"Not knowable: {text}")]
    assert (
        f"Not knowable: {graph(_example('unknown_target'), preview=False)[-1].urn}"
        in (project / "out" / "floodgate.junit.xml").read_text()
    )


@pytest.mark.parametrize("name", ["bad_fifo_to_standard", "good_inline", "unknown_target"])
@pytest.mark.parametrize("exempted", [False, True])
def test_sarif_is_as_the_standard_says(name: str, exempted: bool, project: Path) -> None:
    if exempted:
        (project / "exemptions.yaml").write_text(ENTRY)
    _run(name)
    schema = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text())
    jsonschema.Draft4Validator(schema).validate(_json(project, "floodgate.sarif"))


def test_report_replaces_the_one_before_and_never_leaves_its_folder(project: Path) -> None:
    (project / "out").mkdir()
    elsewhere = project / "elsewhere"
    elsewhere.write_text("mine")
    (project / "out" / "floodgate.json").symlink_to(elsewhere)
    _run("bad_fifo_to_standard")
    assert elsewhere.read_text() == "mine"
    assert not (project / "out" / "floodgate.json").is_symlink()
    assert _json(project)["findings"]


def test_folder_that_cannot_be_written_is_told_and_nothing_half_is_left(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "out").write_text("a file")
    told = {d.policyName: d.message for d in _run("bad_fifo_to_standard")}
    assert "QUEUE-002" in told
    assert f"The reports could not be written to {project / 'out'}" in told[REPORTS]
    (project / "out").unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reports.Path, "replace", full)
    told = {d.policyName: d.message for d in _run("bad_fifo_to_standard")}
    assert told[REPORTS].endswith("No space left on device.")
    assert list((project / "out").iterdir()) == []


def test_version_is_that_of_the_pack() -> None:
    text = (Path(__file__).parents[2] / "policies" / "PulumiPolicy.yaml").read_text()
    assert f"version: {VERSION}\n" in text
