"""The programs of the field study, what the pack finds in each of them, and what was judged of that."""

import runpy
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from policy_graphs import Node, nodes_of
from policy_servicers import findings, resource
from rules.report import Verdict

FOLDER = Path(__file__).parents[2] / "fixtures" / "field"
PROGRAMS = sorted(path.parent.name for path in FOLDER.glob("*/__main__.py"))
STUDY: dict[str, Any] = tomllib.loads((FOLDER / "verdicts.toml").read_text(encoding="utf-8"))


def graph(program: str, *, preview: bool) -> list[Node]:
    """The resources of a program."""
    return nodes_of(_runner(program), preview=preview)


def found(nodes: list[Node]) -> list[str]:
    """What the pack finds, with its defaults and no traffic declared: rule and resource of each finding."""
    verdicts = findings([resource(node) for node in nodes])
    return sorted(_place(v.rule, v.urn.rpartition("::")[2]) for v in verdicts if v.verdict is Verdict.FAIL)


def judged(program: str) -> list[str]:
    """The findings that somebody looked at and gave a verdict."""
    return sorted(_places(STUDY["judged"], program))


def mended(program: str) -> list[str]:
    """The false alarms for which a rule was changed."""
    return sorted(_places(STUDY["mended"], program))


@cache
def _runner(program: str) -> Callable[[], Any]:
    return partial(runpy.run_path, str(FOLDER / program / "__main__.py"))


def _places(entries: list[dict[str, Any]], program: str) -> Iterator[str]:
    for entry in entries:
        yield from (_place(entry["rule"], name) for name in entry["at"].get(program, ()))


def _place(rule: str, name: str) -> str:
    return f"{rule} {name}"
