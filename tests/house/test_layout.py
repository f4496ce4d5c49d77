"""The laws of the house: who may import what, what a stack may know, and that every test is collected."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GROUND_PACKAGES = ("settings", "sizing")
WIRING = ("region", "global_edge")  # these alone know every tier
TIERS = sorted(
    p.name
    for p in (ROOT / "components").iterdir()
    if (p / "__init__.py").exists() and p.name not in GROUND_PACKAGES + WIRING
)
GROUND_FLOOR = sorted(p.stem for p in (ROOT / "components").glob("*.py") if p.stem not in ("__init__", *WIRING))
FORBIDDEN_AT_IMPORT = ("boto3", "botocore", "requests", "urllib", "socket", "http")


def sources(*rooms: str) -> list[Path]:
    """Every Python file of the rooms."""
    return [
        f for room in rooms for f in ([ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")))
    ]


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offences(files: list[Path], allowed: re.Pattern[str]) -> list[str]:
    """Imports of our own rooms or of third parties that ``allowed`` does not match."""
    return [f"{f.relative_to(ROOT)}: {name}" for f in files for name in imports(f) if not allowed.match(name)]


STDLIB = "|".join(sorted(sys.stdlib_module_names - set(FORBIDDEN_AT_IMPORT)))


def test_the_program_is_a_table_of_contents() -> None:
    text = (ROOT / "__main__.py").read_text()
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 100
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.If | ast.IfExp)]
    assert "pulumi_aws" not in set(imports(ROOT / "__main__.py"))


def test_the_ground_floor_knows_no_tier() -> None:
    files = [ROOT / "components" / f"{name}.py" for name in GROUND_FLOOR]
    files += sources(*(f"components/{name}" for name in GROUND_PACKAGES))
    own = "|".join([*GROUND_FLOOR, *GROUND_PACKAGES])
    allowed = (
        rf"(pulumi|pulumi_aws|pydantic|pydantic_core|annotated_types|{STDLIB})(\.|$)|components(\.({own})(\.|$)|$)"
    )
    assert offences(files, re.compile(allowed)) == []


@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_knows_the_ground_floor_and_itself(tier: str) -> None:
    """A worker is a service, so messaging may use compute; every tier may use observability's alarm types."""
    others = {"messaging": ["compute"]}.get(tier, [])
    known = "|".join([*GROUND_FLOOR, tier, *others, "observability"])
    allowed = rf"(pulumi|pulumi_aws|{STDLIB})(\.|$)|components(\.({known})(\.|$)|$)"
    assert offences(sources(f"components/{tier}"), re.compile(allowed)) == []


def test_only_settings_reads_the_configuration() -> None:
    readers = [f for f in sources("components", "__main__.py") if "pulumi.Config" in f.read_text()]
    assert {f.relative_to(ROOT).parts[1] for f in readers} == {"settings"}


def test_stacks_differ_by_values_never_by_name() -> None:
    offending = []
    for file in sources("components"):
        for node in ast.walk(ast.parse(file.read_text())):
            named = isinstance(node, ast.Attribute) and node.attr == "get_stack"
            compared = isinstance(node, ast.Compare) and any(
                isinstance(c, ast.Constant) and c.value in ("prod", "dev", "production", "development")
                for c in [node.left, *node.comparators]
            )
            if named or compared:
                offending.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert offending == []


def test_the_pack_stands_alone() -> None:
    running = [f for f in sources("policies") if not f.name.endswith("_examples.py")]
    for file in running:
        assert not [
            n for n in imports(file) if n.split(".")[0] in ("components", "offline", "pulumi_aws", "grpc_tools")
        ], file


def test_offline_knows_nothing_of_the_house_and_the_house_nothing_of_offline() -> None:
    assert not [
        n for f in sources("offline") for n in imports(f) if n.split(".")[0] in ("components", "policies", "rules")
    ]
    assert not [
        n for f in sources("components", "policies", "__main__.py") for n in imports(f) if n.split(".")[0] == "offline"
    ]


def test_services_know_nothing_of_infrastructure_and_infrastructure_nothing_of_them() -> None:
    """Their contract is environment variables; a test of the services compares the two sides."""
    rooms = ("components", "policies", "rules", "offline", "pulumi", "pulumi_aws", "pulumi_policy")
    assert not [n for f in sources("services") for n in imports(f) if n.split(".")[0] in rooms]
    others = sources("components", "policies", "offline", "__main__.py")
    assert not [n for f in others for n in imports(f) if n.split(".")[0] == "services"]


def test_nothing_asks_the_network_at_import() -> None:
    for file in sources("components", "policies", "__main__.py"):
        assert not [n for n in imports(file) if n.split(".")[0] in FORBIDDEN_AT_IMPORT], file


def test_arguments_can_be_inferred_by_the_component_host() -> None:
    """``from __future__ import annotations`` and ``Literal`` break Pulumi's schema inference."""
    for file in sources("components"):
        names = set(imports(file))
        assert "__future__.annotations" not in names, file
        assert "typing.Literal" not in names or set(GROUND_PACKAGES) & set(file.parts), file


def test_every_test_module_is_collected() -> None:
    files = {
        f for f in sources("tests") if re.search(r"^def test_|^class Test|^    def test_", f.read_text(), re.MULTILINE)
    }
    files -= {f for f in files if "fixtures" in f.parts}
    assert files
    assert [f for f in files if not f.name.startswith("test_")] == []


def test_no_file_names_this_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    suspicious = re.compile(
        "/" + "root/|/" + "work/|pypi" + r"\.org|proxy\." + r"golang\.org|registry\." + r"npmjs\.org"
    )
    texts = (".py", ".md", ".txt", ".toml", ".yaml", ".yml", ".sh", ".json", "Makefile")
    files = [ROOT / name for name in listed.stdout.splitlines() if name.endswith(texts)]
    assert [f for f in files if f.is_file() and suspicious.search(f.read_text(errors="replace"))] == []
