"""Of programs as people write them, the pack says what was judged and nothing else: a new finding has to be judged."""

from collections import Counter

import field
import pytest
from policy_graphs import strict
from rules import CATALOGUE
from rules.values import SENTINELS

from docs.generate import field_study, output

EACH = pytest.mark.parametrize("program", field.PROGRAMS)


@EACH
def test_every_finding_is_judged_and_every_judged_one_is_found(program: str) -> None:
    assert field.found(field.graph(program, preview=False)) == field.judged(program)


@EACH
def test_a_preview_finds_nothing_that_a_deployment_does_not(program: str) -> None:
    nodes = field.graph(program, preview=True)
    judged = Counter(field.judged(program))
    assert Counter(field.found(nodes)) - judged == Counter()
    assert Counter(field.found(strict(nodes, SENTINELS[2], SENTINELS))) - judged == Counter()


@EACH
def test_no_false_alarm_that_was_mended_comes_back(program: str) -> None:
    assert set(field.mended(program)) & set(field.judged(program)) == set()


@EACH
def test_the_study_counts_the_resources_that_there_are(program: str) -> None:
    assert field.STUDY["programs"][program] == len(field.graph(program, preview=False))


def test_the_study_names_programs_and_rules_that_exist() -> None:
    entries = [*field.STUDY["judged"], *field.STUDY["mended"]]
    assert list(field.STUDY["programs"]) == field.PROGRAMS
    assert {name for entry in entries for name in entry["at"]} <= set(field.PROGRAMS)
    assert {entry["rule"] for entry in entries} <= {rule.id for rule in CATALOGUE}
    assert {entry["verdict"] for entry in field.STUDY["judged"]} <= {"true", "false"}


def test_the_page_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    status = output.main(field_study.MODULE, ["--check"], field_study.pages())
    assert status == 0, capsys.readouterr().err
