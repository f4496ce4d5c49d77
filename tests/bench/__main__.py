"""`make bench`: how long an offline preview takes, where the time goes, and how it grows.

Every figure is the median of several runs of the real CLI. What is compared is compared in the same run of this
program, since machines differ: read the ratios, not the seconds.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PACK = ["--policy-pack", str(ROOT / "policies" / "floodgate-policies")]
RUNS = 3
SERVICES_OF_PRODUCTION = 3
REPORT = ROOT / "build" / "bench.json"

# Starts the program alone, in a process of its own, under the recorder: imports, settings, components.
_PROGRAM_ALONE = """
import json, runpy, sys
from offline.recorder import run
config = json.loads(sys.argv[1])
run(lambda: runpy.run_path("__main__.py", run_name="__main__"), config=config, stack="prod")
"""


def main() -> None:
    """Measure; print the figures as a table and as JSON, which `build/bench.json` keeps."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=2) + "\n")
    show(figures)
    Console().print_json(data={name: round(figure, 3) for name, figure in figures.items()})


def measure(folder: Path) -> dict[str, float]:
    """All figures, in seconds unless the name says otherwise."""
    calls = folder / "calls"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PULUMI_BACKEND_URL": folder.as_uri()}
    for project, stack in ((ROOT, "prod"), (HERE / "empty", "floor"), (HERE / "services", "growth")):
        pulumi(project, stack, environment, "stack", "init", "--no-select")
    floor = median(lambda: pulumi(HERE / "empty", "floor", environment, "preview"))
    plain = median(lambda: pulumi(ROOT, "prod", environment, "preview"))
    packed = median(lambda: pulumi(ROOT, "prod", environment, "preview", *PACK))
    pulumi(ROOT, "prod", {**environment, "FLOODGATE_OFFLINE_TIMINGS": str(calls)}, "preview")
    resources = previewed_resources(environment)
    growth = {
        f"growth_{factor}x": median(
            lambda factor=factor: pulumi(
                HERE / "services",
                "growth",
                {**environment, "SERVICES": str(factor * SERVICES_OF_PRODUCTION)},
                "preview",
            )
        )
        for factor in (1, 2, 4)
    }
    return {
        "preview_with_pack": packed,
        "preview": plain,
        "engine_floor": floor,
        "program": median(lambda: program_alone(environment)),
        "provider_busy": sum(float(line.split()[1]) for line in calls.read_text().splitlines()),
        "provider_start": median(lambda: provider_start(environment)),
        "pack": packed - plain,
        "resources": resources,
        "resources_per_second": resources / packed,
        **growth,
    }


def median(action: Callable[[], object]) -> float:
    """The median wall time of a few runs, after one that is not counted."""
    action()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def pulumi(project: Path, stack: str, environment: Mapping[str, str], *command: str) -> str:
    """Run the CLI. Ends the benchmark with the CLI's own words if it fails."""
    arguments = ["pulumi", *command, "--stack", stack, "--non-interactive"]
    done = subprocess.run(arguments, cwd=project, env=dict(environment), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def previewed_resources(environment: Mapping[str, str]) -> int:
    """How many resources the preview of production declares."""
    text = pulumi(ROOT, "prod", environment, "preview", "--json", "--suppress-progress")
    return len(json.loads(text[text.index("{") :])["steps"])


def program_alone(environment: Mapping[str, str]) -> None:
    """Run the program in a process of its own, without engine, language host and plugins."""
    config = pulumi(ROOT, "prod", environment, "config", "--json") if not _config else _config[0]
    _config[:] = [config]
    values = {key: item["value"] for key, item in json.loads(config).items() if "value" in item}
    subprocess.run(
        [sys.executable, "-c", _PROGRAM_ALONE, json.dumps(values)], cwd=ROOT, env=dict(environment), check=True
    )


_config: list[str] = []


def provider_start(environment: Mapping[str, str]) -> None:
    """From the start of the provider's process until it listens."""
    command = [shutil.which("python") or sys.executable, "-m", "offline.aws"]
    with subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()


def show(figures: Mapping[str, float]) -> None:
    """The table that people read."""
    table = Table(title=f"Offline preview of production, {figures['resources']:.0f} resources")
    table.add_column("what")
    table.add_column("seconds", justify="right")
    table.add_column("of the preview with pack", justify="right")
    rows = {
        "preview with the policy pack": "preview_with_pack",
        "  the engine's floor: an empty program": "engine_floor",
        "  the program alone, in its own process": "program",
        "  the provider, busy": "provider_busy",
        "  the provider, start": "provider_start",
        "  the policy pack (difference)": "pack",
        "preview without the policy pack": "preview",
    }
    for label, key in rows.items():
        table.add_row(label, f"{figures[key]:.2f}", f"{figures[key] / figures['preview_with_pack']:.0%}")
    for factor in (1, 2, 4):
        ratio = figures[f"growth_{factor}x"] / figures["growth_1x"]
        services = factor * SERVICES_OF_PRODUCTION
        table.add_row(f"{services} services instead of 3", f"{figures[f'growth_{factor}x']:.2f}", f"{ratio:.2f} x")
    console = Console()
    console.print(table)
    console.print(f"{figures['resources_per_second']:.0f} resources per second. Medians of {RUNS} runs after one more.")


if __name__ == "__main__":
    main()
