"""Generated files are what their generators make today, and the sources say enough to make them."""

import ast
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs.generate import components as component_pages
from docs.generate import output, picture, shapes
from docs.generate.layout import BOX_HEIGHT, BOX_WIDTH, Line, Place, Row, lay_out
from docs.generate.picture_table import IN_VPC, KINDS, key_of, kind_of, rows_in_words
from docs.generate.source import Class, Sources
from docs.generate.stack import Boxes, production
from docs.generate.words import default_in_words, first_sentence, parts, type_in_words
from offline.recorder import Graph

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
SOURCES = Sources(ROOT)
DOCUMENTED = component_pages.documented(SOURCES)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return production()


@pytest.fixture(scope="module")
def drawn(graph: Graph) -> str:
    return picture.draw(graph)


# --- the files of the checkout


def test_the_component_pages_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    made = component_pages.pages()
    status = output.main(component_pages.MODULE, ["--check"], made, component_pages.FOLDER)
    assert status == 0, capsys.readouterr().err


def test_the_picture_is_current(drawn: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = output.main(picture.MODULE, ["--check"], {picture.FILE: drawn})
    assert status == 0, capsys.readouterr().err


def test_the_shapes_of_properties_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert output.main(shapes.MODULE, ["--check"], shapes.files()) == 0, capsys.readouterr().err


@pytest.mark.parametrize("component", DOCUMENTED, ids=lambda c: c.name)
def test_every_component_has_a_page_and_the_list_leads_to_it(component: Class) -> None:
    page = component_pages.page_of(component)
    text = page.read_text()
    for heading in (f"# {component.name}", "**Creates**", "**Cost**", "## Arguments", "## Outputs"):
        assert heading in text, heading
    link = page.relative_to(component_pages.FOLDER).as_posix()
    assert f"[{component.name}]({link})" in (component_pages.FOLDER / "index.md").read_text()


def test_no_component_is_overlooked() -> None:
    """Found here by another way: by the token that each gives itself."""
    texts = [
        f.read_text() for f in (ROOT / "components").rglob("*.py") if f.name not in ("region.py", "global_edge.py")
    ]
    tokens = {
        node.value.rpartition(":")[2]
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and str(node.value).startswith("floodgate:index:")
    }
    assert {component.name for component in DOCUMENTED} == tokens


@pytest.mark.parametrize("component", DOCUMENTED, ids=lambda c: c.name)
def test_every_argument_has_a_meaning(component: Class) -> None:
    arguments = component_pages.arguments_of(component, SOURCES)
    assert arguments, "a component takes its arguments as `args`"
    records = [cls for cls in (arguments, *component_pages.parts_of(arguments, SOURCES)) if not cls.is_enum]
    assert [f"{cls.name}.{field.name}" for cls in records for field in SOURCES.fields(cls) if not field.meaning] == []


@pytest.mark.parametrize("component", DOCUMENTED, ids=lambda c: c.name)
def test_every_verb_says_what_it_does(component: Class) -> None:
    assert [verb.name for verb in SOURCES.methods(component) if not ast.get_docstring(verb)] == []


# --- the picture


def test_the_picture_is_well_formed_and_names_every_tier_of_the_graph(graph: Graph, drawn: str) -> None:
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own text
    texts = {element.text for element in root.iter(f"{SVG}text")}
    boxes = Boxes(graph, key_of)
    assert {kind_of(key).title(box, graph) for key, box in boxes.boxes.items()} <= texts
    rows = {kind_of(key).row for key in boxes.boxes}
    assert {words[0] for row, words in rows_in_words(graph).items() if row in rows} <= texts
    assert set(IN_VPC[:2]) <= rows


def test_the_picture_ties_what_the_graph_ties_and_nothing_else(graph: Graph) -> None:
    boxes = Boxes(graph, key_of)
    assert frozenset(("lb main-lb", "service main-api")) in boxes.ties
    assert frozenset(("queue main-order-events", "service main-api")) in boxes.ties
    assert frozenset(("queue main-order-events", "consumer main-order-consumer")) in boxes.ties
    assert frozenset(("queue main-order-events", "service main-web")) not in boxes.ties
    assert frozenset(("lb main-lb", "consumer main-order-consumer")) not in boxes.ties


def test_numbers_of_the_picture_are_the_graphs(graph: Graph, drawn: str) -> None:
    (target,) = [t for t in graph.of_type("aws:appautoscaling/target:Target") if t.name == "main-api-scaling-target"]
    assert f"{target.inputs['minCapacity']:g}\u2013{target.inputs['maxCapacity']:g} tasks" in drawn
    target.inputs["maxCapacity"] = 77.0
    assert "\u201377 tasks" in picture.draw(graph)


def test_a_resource_that_is_gone_is_gone_from_the_picture(drawn: str) -> None:
    graph = production()
    consumer = graph.one("aws:lambda/function:Function")
    assert ">Order consumer<" in drawn
    del graph.resources[consumer.urn]
    assert ">Order consumer<" not in picture.draw(graph)


def test_two_pictures_of_one_program_are_equal(drawn: str) -> None:
    assert picture.draw(production()) == drawn


def test_no_line_of_the_picture_runs_through_a_box(graph: Graph) -> None:
    boxes = Boxes(graph, key_of)
    layout = picture.arrange(boxes, graph)
    for line, points in layout.lines.items():
        for (x, y), (to_x, to_y) in pairwise(points):
            assert x == to_x or y == to_y, line
            for key, (left, top) in layout.boxes.items():
                inside_x = min(x, to_x) < left + BOX_WIDTH and max(x, to_x) > left
                inside_y = min(y, to_y) < top + BOX_HEIGHT and max(y, to_y) > top
                assert not (inside_x and inside_y), (line, key)


def test_every_row_of_the_table_is_a_row_of_the_picture() -> None:
    assert {kind.row for kind in KINDS} == set(rows_in_words(Graph()))


def test_lines_go_round_what_is_in_their_way() -> None:
    rows = [Row(key="a"), Row(key="b"), Row(key="c")]
    places = [
        Place(key="from", row="a", column=0),
        Place(key="between", row="b", column=0),
        Place(key="beside", row="b", column=1),
        Place(key="to", row="c", column=0),
        Place(key="far", row="c", column=2),
    ]
    ways = [
        ("from", "to"),
        ("to", "from"),
        ("between", "beside"),
        ("to", "far"),
        ("from", "far"),
        ("beside", "between"),
    ]
    lines = [Line(source=a, target=b, style="now") for a, b in ways]
    layout = lay_out(rows, places, lines, 0)
    down = layout.lines[lines[0]]
    assert len(down) == 6  # out, along, down the gap, along, in
    assert not layout.boxes["between"][0] <= down[2][0] <= layout.boxes["between"][0] + BOX_WIDTH
    assert layout.lines[lines[1]][-1][1] == layout.boxes["from"][1] + BOX_HEIGHT
    assert len(layout.lines[lines[2]]) == len(layout.lines[lines[5]]) == 2
    assert min(y for _, y in layout.lines[lines[3]]) < layout.boxes["far"][1]  # nothing is below the last row


# --- the command


def test_a_stale_or_left_over_file_is_named_with_the_command_that_renews_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "ROOT", tmp_path)
    files = {tmp_path / "pages" / name: f"{name}\n" for name in ("right.md", "wrong.md", "missing.md")}
    assert output.main("the.module", [], files, tmp_path / "pages") == 0
    assert output.main("the.module", ["--check"], files, tmp_path / "pages") == 0
    (tmp_path / "pages" / "wrong.md").write_text("else\n")
    (tmp_path / "pages" / "missing.md").unlink()
    (tmp_path / "pages" / "left_over.md").write_text("old\n")
    assert output.main("the.module", ["--check"], files, tmp_path / "pages") == 1
    told = capsys.readouterr().err
    assert [line.split()[0] for line in told.splitlines()[:-1]] == [
        "pages/left_over.md", "pages/missing.md", "pages/wrong.md",
    ]  # fmt: skip
    assert told.endswith("renew it with: python -m the.module\n")
    assert output.main("the.module", [], files, tmp_path / "pages") == 0
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == ["missing.md", "right.md", "wrong.md"]
    assert output.main("the.module", ["--chekc"], files) == 2


def test_the_command_runs_as_the_makefile_calls_it() -> None:
    done = subprocess.run([sys.executable, "-m", component_pages.MODULE, "--check"], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr


# --- reading sources


@pytest.fixture
def house(tmp_path: Path) -> Sources:
    """A small house of one tier."""
    tier = tmp_path / "components" / "tier"
    tier.mkdir(parents=True)
    (tier / "__init__.py").write_text('"""Tier: what it does."""\nfrom components.tier.thing import Mode as Manner\n')
    (tier / "thing.py").write_text(
        textwrap.dedent('''
            """About."""

            SIZE = 5

            class Mode(Enum):
                # Above.
                A = "a"
                B = "b"
                """Below."""

            class BaseArgs:
                # The first line,
                # and the second.
                size: int = SIZE

            class ThingArgs(BaseArgs):
                # Names.
                names: Sequence[pulumi.Input[str]]
                # Way.
                mode: "Mode | None" = None
                paths: Sequence[str] = ("/a", "/b")
                by_name: Mapping[str, bool] = field(default_factory=dict)

            class Thing(pulumi.ComponentResource):
                """A thing. It is one.

                More of it.

                *Creates*: one thing.

                *Cost* (2026-11): 1.50 USD. Really.
                """

                arn: pulumi.Output[str]

                def __init__(self, name: str, args: ThingArgs) -> None: ...
            ''')
    )
    return Sources(tmp_path)


def test_meanings_come_from_comments_above_strings_below_and_bases(house: Sources) -> None:
    (thing,) = component_pages.documented(house)
    arguments = component_pages.arguments_of(thing, house)
    assert arguments
    meanings = {field.name: field.meaning for field in house.fields(arguments)}
    assert meanings == {"size": "The first line, and the second.", "names": "Names.", "mode": "Way."} | {
        "paths": "",
        "by_name": "",
    }
    (mode,) = component_pages.parts_of(arguments, house)
    assert [(field.name, field.meaning) for field in mode.fields] == [("A", "Above."), ("B", "Below.")]


def test_types_and_defaults_are_in_words(house: Sources) -> None:
    (thing,) = component_pages.documented(house)
    arguments = component_pages.arguments_of(thing, house)
    assert arguments
    fields = {field.name: field for field in house.fields(arguments)}
    types = {n: type_in_words(f.annotation, lambda name: None) for n, f in fields.items() if f.annotation}
    assert types == {
        "size": "whole number",
        "names": "list of text†",
        "mode": "`Mode`, or none",
        "paths": "list of text",
        "by_name": "yes or no by name",
    }
    assert {n: default_in_words(f, house) for n, f in fields.items()} == {
        "size": "`5`",
        "names": "required",
        "mode": "none",
        "paths": "`/a`, `/b`",
        "by_name": "nothing",
    }


def test_a_docstring_falls_into_purpose_and_parts(house: Sources) -> None:
    (thing,) = component_pages.documented(house)
    purpose, named = parts(thing.doc)
    assert purpose == ["A thing. It is one.", "More of it."]
    assert {name: (part.about, part.text) for name, part in named.items()} == {
        "Creates": ("", "one thing."),
        "Cost": ("(2026-11)", "1.50 USD. Really."),
    }
    assert first_sentence(thing.doc) == "A thing."


def test_names_are_followed_through_imports(house: Sources) -> None:
    found = house.find("Manner", house.modules["components.tier"])
    assert found
    assert (found.name, found.module.name) == ("Mode", "components.tier.thing")
