"""`make bench`, second part: how long the policy pack takes with its whole catalogue, and how that grows.

The pack's servicer is asked in this process, as the engine asks it: each resource, then the stack. The graph is that of
our own production program, cut or multiplied. The SDK's own loop gets the same requests and the same rules.
"""

import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
for folder in ("policies", "tests/policies/support", "tests/components"):
    sys.path.insert(0, str(ROOT / folder))

import policy_graphs as graphs  # noqa: E402 - the folders above hold them
import policy_servicers as servicers  # noqa: E402
from whole_stack import build  # noqa: E402

SIZES = (60, 150, 300, 1000)
OF_THE_SDK = (60, 150, 300)  # it takes minutes for more
RUNS = 3
REPORT = ROOT / "build" / "bench-pack.json"


def main() -> None:
    """Measure; print the figures as a table, which `build/bench-pack.json` keeps as JSON."""
    warnings.simplefilter("ignore")
    production = list(graphs._nodes(build("prod")))
    figures = {f"{size}": phases(servicers.decoding_once, multiplied(production, size), RUNS) for size in SIZES}
    loop = {f"{size}": phases(servicers.of_the_sdk, multiplied(production, size), 1) for size in OF_THE_SDK}
    start = statistics.median(seconds(start_up) for _ in range(RUNS))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps({"pack": figures, "sdk": loop, "start": start}, indent=2) + "\n")
    show(figures, loop, start)


def multiplied(nodes: list[graphs.Node], size: int) -> list[graphs.Node]:
    """A graph of so many resources: the first ones, after as many whole copies under other names as fit."""
    found: list[graphs.Node] = []
    while len(found) < size:
        copy = len(found) // len(nodes)
        found += [_renamed(node, f"m{copy}-") for node in nodes[: size - len(found)]]
    return found


def _renamed(node: graphs.Node, prefix: str) -> graphs.Node:
    def renamed(value: Any) -> Any:
        return json.loads(json.dumps(value).replace("main-", prefix))

    links = {name: tuple(urns) for name, urns in renamed(node.property_dependencies).items()}
    return graphs.Node(
        urn=renamed(node.urn),
        type=node.type,
        name=renamed(node.name),
        parent=renamed(node.parent),
        inputs=renamed(node.inputs),
        outputs=renamed(node.outputs),
        dependencies=tuple(renamed(node.dependencies)),
        property_dependencies=links,
        region=node.region,
        protect=node.protect,
        ignore_changes=node.ignore_changes,
    )


def phases(make: Callable[[], Any], nodes: list[graphs.Node], runs: int) -> dict[str, float]:
    """Seconds for all resources one by one, and for the stack, medians of some runs after one more."""
    resources, stack = graphs.resource_requests(nodes), graphs.stack_request(nodes)
    one_by_one, together = [], []
    for _ in range(runs + 1):
        pack = make()
        one_by_one.append(seconds(lambda pack=pack: [pack.Analyze(request, None) for request in resources]))
        together.append(seconds(lambda pack=pack: pack.AnalyzeStack(stack, None)))
    return {"analyze": statistics.median(one_by_one[1:]), "analyze_stack": statistics.median(together[1:])}


def seconds(action: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def start_up() -> None:
    """From the start of the pack's process until it listens."""
    with subprocess.Popen(
        [ROOT / "policies" / "floodgate-policies", "127.0.0.1:1"],
        stdout=subprocess.PIPE,
        env={"FLOODGATE_POLICY_PYTHON": sys.executable, "PATH": "/usr/bin:/bin"},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()


def show(figures: dict[str, dict[str, float]], loop: dict[str, dict[str, float]], start: float) -> None:
    """The table that people read."""
    table = Table(title=f"The policy pack with its {len(servicers.CATALOGUE)} rules, seconds")
    for column in (
        "resources",
        "one by one",
        "the stack",
        "per resource, of that at 60",
        "the SDK's loop",
        "of the pack",
    ):
        table.add_column(column, justify="right")
    for size, phase in figures.items():
        total = sum(phase.values())
        growth = total / float(size) / (sum(figures["60"].values()) / 60)
        theirs = sum(loop[size].values()) if size in loop else None
        table.add_row(
            size,
            f"{phase['analyze']:.3f}",
            f"{phase['analyze_stack']:.3f}",
            f"{growth:.2f} x",
            f"{theirs:.2f}" if theirs else "",
            f"{theirs / total:.0f} x" if theirs else "",
        )
    console = Console()
    console.print(table)
    console.print(f"The pack starts in {start:.2f} s. Medians of {RUNS} runs after one more.")


if __name__ == "__main__":
    main()
