"""The pages tell the truth: every row of the ledger is there, every link leads somewhere, every command exists."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEDGER_COUNTS = {"D": 1, "E": 10, "L": 6, "C": 9, "R": 4, "A": 5, "Q": 7, "O": 6, "M": 6, "P": 3}
LEDGER_IDS = [f"{letter}{number}" for letter, count in LEDGER_COUNTS.items() for number in range(1, count + 1)]
BUILT_LATER = {"services", "later"}
NO_RULE = "no resource shows it"  # in the column of rules
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def pages() -> list[Path]:
    """Every page of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def links(page: Path) -> Iterator[str]:
    """Targets of links to files of ours."""
    for match in _LINK.finditer(page.read_text()):
        if not match["target"].startswith(("http://", "https://", "mailto:")):
            yield match["target"]


def problem(page: Path, target: str) -> str | None:
    """What is wrong with a link, if anything is: the file is missing, or does not hold what is named after the #."""
    name, _, anchor = target.partition("#")
    file = (page.parent / name).resolve() if name else page
    if not file.exists():
        return f"{target}: there is no such file"
    if not anchor:
        return None
    text = file.read_text()
    if file.suffix == ".py":
        return None if re.search(rf"^(def|class) {anchor}\b", text, re.MULTILINE) else f"{target}: no such name"
    headings = [
        re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.*)", text, re.M)
    ]
    return None if anchor in headings else f"{target}: no such heading"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [found for target in links(page) if (found := problem(page, target))] == []


def rows() -> dict[str, list[str]]:
    text = (ROOT / "docs" / "ledger.md").read_text()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    return {row[0]: row[1:] for row in cells if re.fullmatch(r"[A-Z]\d+", row[0])}


def test_the_ledger_has_every_statement_once() -> None:
    assert list(rows()) == LEDGER_IDS


@pytest.mark.parametrize("row", LEDGER_IDS)
def test_a_row_links_what_is_built_and_says_where_the_rest_will_be(row: str) -> None:
    _, *columns = rows()[row]
    assert len(columns) == 3
    for column in columns:
        words = {word.strip() for word in _LINK.sub("", column).split(",") if word.strip()}
        assert words <= BUILT_LATER | ({NO_RULE} if column is columns[1] else set()), column
        assert words or _LINK.search(column), column


def test_every_make_command_of_the_pages_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in pages():
        named = set(re.findall(r"(?:`|^|\$ )make (?:-s )?([a-z][a-z-]+)", page.read_text(), re.MULTILINE))
        assert named <= targets, (page, named - targets)
