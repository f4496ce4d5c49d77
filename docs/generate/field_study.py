"""Writes ``docs/rules/field-study.md``: what the pack finds in programs as people write them, and whether it is right.

All of it is in ``tests/fixtures/field``: a docstring says what each program is and where its shape comes from, and
``verdicts.toml`` what was judged. A test holds the verdicts against what the pack finds.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docs.generate import output

MODULE = "docs.generate.field_study"
FILE = output.ROOT / "docs" / "rules" / "field-study.md"
FOLDER = output.ROOT / "tests" / "fixtures" / "field"
_SOURCE = re.compile(r"Source: (?P<repository>[\w.-]+/[\w.-]+)(, (?P<path>.*))? \((?P<language>\w+)\)")
_METHOD = """\
Does the pack cry wolf on programs whose authors never heard of it? {programs} programs were written anew in the shape
of public ones, out of {repositories} repositories: the same resources, links and settings, and the same omissions, in
Python whatever the original's language. They have {resources} resources. The pack runs over each with its defaults, no
traffic declared, as after a deployment, where it knows most. A first preview finds a part of that and nothing else,
also a preview that hides what holds an unknown; the tests hold it to both.

A finding is **true** when it says what is so, and asks for what AWS recommends in production. It is a **false alarm**
when it is wrong, when the rule misread a link, or when there is nothing to mend. Most of these programs are
demonstrations: what they lack for production makes many of the true findings, and is no reproach to their authors.

There are {findings} findings, {true} of them true and {false} false alarms. {mended} more false alarms were found on
the way and led to a change; they are listed below, and a test keeps them away."""


def pages() -> dict[Path, str]:
    """The page, by its file."""
    study = tomllib.loads((FOLDER / "verdicts.toml").read_text(encoding="utf-8"))
    return {FILE: "\n\n".join(_blocks(study)) + "\n"}


def _blocks(study: Mapping[str, Any]) -> Iterator[str]:
    programs, judged, mended = study["programs"], study["judged"], study["mended"]
    yield f"<!-- Written by `python -m {MODULE}` from tests/fixtures/field. Change that, and run it again. -->"
    yield "# Field study"
    yield _METHOD.format(
        programs=len(programs),
        repositories=len({_origin(name)["repository"] for name in programs}),
        resources=sum(programs.values()),
        findings=_count(judged),
        true=_count(_with(judged, "true")),
        false=_count(_with(judged, "false")),
        mended=_count(mended),
    )
    yield "## Programs"
    yield _table(
        ("program", "what it is", "source", "language", "resources", "findings"),
        [_program(name, programs[name], judged) for name in programs],
    )
    yield "## False alarms that were mended"
    yield _table(
        ("rule", "where", "why it was false", "what was changed"),
        [(_link(entry["rule"]), _places(entry["at"]), entry["why"], entry["now"]) for entry in mended],
    )
    yield "## By rule"
    rules = list(dict.fromkeys(entry["rule"] for entry in judged))
    yield _table(
        ("rule", "true", "false alarms"),
        [(_link(rule), *(str(_count(_with(_of(judged, rule), v))) for v in ("true", "false"))) for rule in rules],
    )
    yield "## Every finding"
    yield _table(
        ("rule", "verdict", "where", "why"),
        [(_link(e["rule"]), _in_words(e["verdict"]), _places(e["at"]), e["why"]) for e in judged],
    )


def _program(name: str, resources: int, judged: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    origin = _origin(name)
    source = f"[{origin['repository']}](https://github.com/{origin['repository']})"
    path = f", {origin['path']}" if origin["path"] else ""
    findings = sum(len(entry["at"].get(name, ())) for entry in judged)
    page = f"[{name}](../../tests/fixtures/field/{name}/__main__.py)"
    return page, _about(name), source + path, origin["language"], str(resources), str(findings)


def _about(name: str) -> str:
    return " ".join(_docstring(name).partition("Source:")[0].split())


def _origin(name: str) -> dict[str, str]:
    match = _SOURCE.search(" ".join(_docstring(name).split()))
    if match is None:
        raise ValueError(f"{name}: its docstring does not end in 'Source: owner/repository, path (language)'")
    return match.groupdict()


def _docstring(name: str) -> str:
    return ast.get_docstring(ast.parse((FOLDER / name / "__main__.py").read_text(encoding="utf-8"))) or ""


def _of(entries: Iterable[Mapping[str, Any]], rule: str) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if entry["rule"] == rule]


def _with(entries: Iterable[Mapping[str, Any]], verdict: str) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if entry["verdict"] == verdict]


def _count(entries: Iterable[Mapping[str, Any]]) -> int:
    return sum(len(names) for entry in entries for names in entry["at"].values())


def _places(at: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{program}: {', '.join(f'`{name}`' for name in names)}" for program, names in at.items())


def _in_words(verdict: str) -> str:
    return {"true": "true", "false": "**false alarm**"}[verdict]


def _link(rule: str) -> str:
    return f"[{rule}]({rule}.md)"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([_cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


if __name__ == "__main__":
    raise SystemExit(output.main(MODULE, sys.argv[1:], pages()))
