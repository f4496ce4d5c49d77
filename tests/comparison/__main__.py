"""`python -m tests.comparison`: the same faults given to Checkov, to cfn-lint and to this pack, each in its language.

Writes docs/rules/comparison.md. The tools are fetched by uv in the versions named here. A tool finds a fault when one
of its checks speaks of the faulty text and not of the repaired one; what it says of both is about something else.
"""

import json
import re
import string
import subprocess
import sys
import tempfile
import textwrap
import tomllib
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
for folder in ("policies", "tests/policies/support"):
    sys.path.insert(0, str(ROOT / folder))

import policy_graphs as graphs  # noqa: E402 - the folders above hold them
import policy_servicers as servicers  # noqa: E402
from rules.report import Verdict  # noqa: E402

from offline.recorder import run  # noqa: E402

CHECKOV, CFN_LINT = "3.3.30", "1.58.0"
PAGE = ROOT / "docs" / "rules" / "comparison.md"
FAULTY, REPAIRED = 0, 1
PARTS: dict[str, Any] = tomllib.loads((HERE / "parts.toml").read_text())
FAULTS: list[dict[str, str]] = tomllib.loads((HERE / "faults.toml").read_text())["fault"]

# What a tool says, per fault and variant: the ids of its checks.
Said = dict[tuple[int, int], set[str]]


def main() -> None:
    """Ask all three, and write the page."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        said = [
            checkov(texts("terraform", "main.tf", Path(folder) / "terraform")),
            cfn_lint(texts("cloudformation", "template.yaml", Path(folder) / "cloudformation")),
            floodgate(preview=True),
        ]
        later = found(floodgate(preview=False))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page([found(tool) for tool in said], later), encoding="utf-8")


def texts(language: str, name: str, folder: Path) -> Path:
    """Every fault in a language, one folder for each variant of each."""
    for number, fault in enumerate(FAULTS):
        for variant in (FAULTY, REPAIRED):
            place = folder / f"{number}-{variant}"
            place.mkdir(parents=True)
            (place / name).write_text(expanded(chosen(fault[language], variant), language))
    return folder


def chosen(text: str, variant: int) -> str:
    """The faulty or the repaired form."""
    return re.sub("«([^|»]*)\\|([^»]*)»", lambda match: match[variant + 1], text)


def expanded(text: str, language: str) -> str:
    """The text with its parts in place of their names, as deep as these stand."""

    def part(match: re.Match[str]) -> str:
        found = PARTS[match["name"]]
        values = {**found["defaults"], **({match["key"]: match["value"]} if match["key"] else {})}
        filled = string.Template(found[language].strip("\n")).substitute(values)
        return textwrap.indent(filled, match["indent"])

    return re.sub(
        r"^(?P<indent> *)%(?P<name>[A-Z]+)(?: (?P<key>\w+)=(?P<value>.*?))?%$",
        part,
        text,
        flags=re.MULTILINE | re.DOTALL,
    )


def checkov(folder: Path) -> Said:
    """The checks of Checkov that fail, all at once."""
    command = tool("checkov", CHECKOV, "--directory", str(folder), "--framework", "terraform", "--output", "json")
    report = json.loads(command)
    return gathered((check["check_id"], check["file_path"]) for check in report["results"]["failed_checks"])


def cfn_lint(folder: Path) -> Said:
    """The rules of cfn-lint that match, errors, warnings and information."""
    files = sorted(map(str, folder.rglob("*.yaml")))
    matches = json.loads(tool("cfn-lint", CFN_LINT, "--include-checks", "I", "--format", "json", "--", *files))
    return gathered((match["Rule"]["Id"], match["Filename"]) for match in matches)


def floodgate(*, preview: bool) -> Said:
    """The rules of this pack that fail, at a first preview or on the state of a deployment."""
    prelude = (HERE / "prelude.py").read_text()
    said: Said = {}
    for number, fault in enumerate(FAULTS):
        for variant in (FAULTY, REPAIRED):
            program = compile(f"{prelude}\nimport pulumi\n{chosen(fault['pulumi'], variant)}", fault["name"], "exec")
            graph = run(lambda program=program: exec(program, {}), preview=preview)  # noqa: S102 - our own
            resources = [servicers.resource(node) for node in graphs._nodes(graph)]
            findings = servicers.findings(resources)
            said[number, variant] = {finding.rule for finding in findings if finding.verdict is Verdict.FAIL}
    return said


def tool(name: str, version: str, *arguments: str) -> str:
    """What a tool of a fixed version prints; its status only says whether it found something."""
    command = ["uv", "tool", "run", "--quiet", "--from", f"{name}=={version}", name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        sys.exit(f"{name} {version} said nothing:\n{done.stderr[-2000:]}")
    return done.stdout


def gathered(pairs: Iterable[tuple[str, str]]) -> Said:
    """What was said of each variant, whose number is the name of a folder."""
    said: Said = {}
    for check, path in pairs:
        number, variant = map(int, re.findall(r"(\d+)-(\d)/", path)[-1])
        said.setdefault((number, variant), set()).add(check)
    return said


def found(said: Said) -> list[list[str]]:
    """For each fault the checks that tell it from its repair."""
    empty: set[str] = set()
    return [
        sorted(said.get((number, FAULTY), empty) - said.get((number, REPAIRED), empty)) for number in range(len(FAULTS))
    ]


def page(tools: list[list[list[str]]], later: list[list[str]]) -> str:
    """The page with the table; ``later`` is what this pack finds on the state."""
    rows = []
    for number, fault in enumerate(FAULTS):
        cells = [cell(checks[number], link) for checks, link in zip(tools, LINKS, strict=True)]
        if not tools[-1][number] and later[number]:
            cells[-1] = f"on the state: {cell(later[number], LINKS[-1])}"
        rows.append(f"| {fault['name']} | {' | '.join(cells)} |")
    counts = [sum(bool(checks) for checks in found_by) for found_by in tools]
    ours = tools[-1]
    on_state = sum(bool(checks) and not ours[number] for number, checks in enumerate(later))
    missed = [f["name"] for n, f in enumerate(FAULTS) if not later[n] and any(found_by[n] for found_by in tools[:-1])]
    return INTRODUCTION.format(
        checkov=CHECKOV,
        cfn_lint=CFN_LINT,
        faults=len(FAULTS),
        table="\n".join(["| fault | Checkov | cfn-lint | Floodgate |", "|---|---|---|---|", *rows]),
        counts=f"Of {len(FAULTS)} faults Checkov finds {counts[0]}, cfn-lint {counts[1]}, this pack "
        f"{counts[2]}, and {on_state} more once they are deployed, when the values that they hang on exist.",
        missed="\n".join(f"- {name}" for name in missed) or "None of these.",
    )


def cell(checks: list[str], link: Callable[[str], str]) -> str:
    """A cell of the table."""
    return ", ".join(map(link, checks)) or "no"


LINKS: tuple[Callable[[str], str], ...] = (str, str, lambda rule: f"[{rule}]({rule}.md)")

INTRODUCTION = """\
<!-- Written by `python -m tests.comparison`. -->

# The same faults, given to Checkov, cfn-lint and this pack

Checkov {checkov} reads them as Terraform, cfn-lint {cfn_lint} as CloudFormation, this pack as a Pulumi program at a
first preview, when most values are not known yet. Each fault is one change to a sound text; a tool finds it when one of
its checks speaks of the faulty text and not of the repaired one. The texts are in
[faults.toml](../../tests/comparison/faults.toml), and `python -m tests.comparison` makes this page from them.

The faults are ours: most are of the kind that this pack is made for, relations between resources, and some are of the
kind that the others are made for. A count says how these faults fare, not how good a tool is: Checkov has hundreds of
checks of single resources that are not here, and cfn-lint checks every property of every template against its schema,
which in a Pulumi program is the provider's work.

{counts}

{table}

## What the others find and this pack does not

{missed}
"""

if __name__ == "__main__":
    main()
