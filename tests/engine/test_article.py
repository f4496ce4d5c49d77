"""The article's own configuration, as it is written there: the pack finds what the ledger says that it corrects."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import PACK, ROOT, Stack

pytestmark = pytest.mark.engine

# The traffic that the article claims, and its pools: 100,000 requests a second, of which a tenth reaches the
# load balancer, an order in a hundred of these, sent one by one, and pools of 20 and 50 connections a task.
TRAFFIC = {
    "requestsPerSecond": 100_000,
    "originRequestsPerSecond": 10_000,
    "eventsPerSecond": 1000,
    "messagesPerSendCall": 1,
    "connectionsPerTask": 70,
}
# What the design expects of this configuration beyond the corrected rows, as far as its resources show it: first what
# is found before anything exists, then what hangs on the container, whose text holds an endpoint.
EXPECTED_AT_PREVIEW = {
    "SERVICE-002",  # target type
    "QUEUE-001",  # visibility against six timeouts
    "QUEUE-006",  # 300 sends a second
    "EDGE-013",  # everybody may pass by the CDN
    "DATABASE-001",  # connections
}
EXPECTED_ON_STATE = {"SERVICE-013"}  # no grace period


@pytest.fixture(scope="module")
def article(new_stack: Callable[..., Stack], tmp_path_factory: pytest.TempPathFactory) -> Stack:
    folder = tmp_path_factory.mktemp("article") / "program"
    shutil.copytree(ROOT / "tests" / "fixtures" / "article", folder)
    (folder / "policies.json").write_text(json.dumps({"all": "advisory", "SETTINGS": {"traffic": TRAFFIC}}))
    return new_stack(folder)


@pytest.fixture(scope="module")
def at_preview(article: Stack, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The rules that fail at a first preview."""
    reports = tmp_path_factory.mktemp("reports")
    config = ("--policy-pack-config", "policies.json")
    article.preview("--policy-pack", str(PACK), *config, FLOODGATE_REPORTS=str(reports))
    return _failing(reports)


@pytest.fixture(scope="module")
def on_state(article: Stack, at_preview: set[str], tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The rules that fail on the exported state of the deployment."""
    folder = tmp_path_factory.mktemp("state")
    article.up()
    (folder / "state.json").write_text(article.pulumi("stack", "export").text)
    article.environment["FLOODGATE_REPORTS"] = str(folder)
    article.analyze(folder / "state.json", "--policy-pack-config", "policies.json")
    return _failing(folder)


def _failing(reports: Path) -> set[str]:
    return {finding["rule"] for finding in json.loads((reports / "floodgate.json").read_text())["findings"]}


def _corrected() -> dict[str, str]:
    """The rows of the ledger that correct the article in its resources, with the first rule that each links."""
    rows = {}
    for line in (ROOT / "docs" / "ledger.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if "(**corrected**)" in line and (rules := re.findall(r"\[([A-Z]+-\d{3})\]", cells[3])):
            rows[cells[0]] = rules[0]
    return rows


def test_the_ledger_links_rules_for_the_rows_that_it_corrects() -> None:
    # Q5 is about the program: the outbox stands in no resource.
    assert _corrected().keys() == {"D1", "E6", "E7", "C2", "C5", "C6", "Q2", "O4"}


@pytest.mark.parametrize("row", sorted(_corrected()))
def test_every_corrected_row_is_flagged_by_the_rule_that_the_ledger_links(row: str, on_state: set[str]) -> None:
    assert _corrected()[row] in on_state


def test_what_the_design_expects_is_found_before_anything_exists(at_preview: set[str]) -> None:
    assert at_preview >= EXPECTED_AT_PREVIEW


def test_what_hangs_on_a_value_of_aws_is_found_on_the_state(on_state: set[str]) -> None:
    assert on_state >= EXPECTED_ON_STATE


def test_nothing_that_a_preview_finds_is_gone_when_everything_is_known(
    at_preview: set[str], on_state: set[str]
) -> None:
    assert at_preview <= on_state
