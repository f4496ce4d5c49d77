"""Writes ``docs/components/``: a page for each component, and a list of them by tier.

A page says what its source says: purpose, cost and rules are the class's docstring, an argument's meaning is the
comment above it. Whoever finds a page wanting mends the source.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from docs.generate import output
from docs.generate.source import Class, Field, Sources, names_in
from docs.generate.words import (
    MAY_BE_OUTPUT,
    Part,
    cell,
    default_in_words,
    first_sentence,
    markdown,
    parts,
    type_in_words,
)

MODULE = "docs.generate.components"
FOLDER = output.ROOT / "docs" / "components"
WIRING = ("components.region", "components.global_edge")  # wire this program's own tiers; nobody else can use them
RULES = output.ROOT / "docs" / "rules"
_RULE = re.compile(r"\b([A-Z]+-\d{3})\b")
_GROUND_FLOOR = "ground_floor"
_GROUND_FLOOR_DOC = "The ground floor: what every tier may use."
_NOTICE = f"<!-- Written by `python -m {MODULE}` from the source. Change that, and run it again. -->"
_TIERS_OF_A_REQUEST = (
    "edge", "network", "load_balancing", "compute", "cache", "database", "messaging", "storage",
    "observability", "cost",
)  # fmt: skip


def pages(root: Path = output.ROOT) -> dict[Path, str]:
    """Every page, by the file that it belongs in."""
    sources = Sources(root)
    made = {page_of(cls): _Page(cls, sources).text() for cls in documented(sources)}
    return {**made, FOLDER / "index.md": _index(sources)}


def documented(sources: Sources) -> list[Class]:
    """The components that get a page, by name."""
    found = [cls for cls in sources.classes if not cls.module.name.startswith(WIRING) and sources.is_component(cls)]
    return sorted(found, key=lambda cls: cls.name)


def page_of(cls: Class) -> Path:
    """The file of a component's page."""
    return FOLDER / tier_of(cls) / f"{_snake(cls.name)}.md"


def tier_of(cls: Class) -> str:
    """The folder that a class lives in."""
    parts_of_name = cls.module.name.split(".")
    is_tier = len(parts_of_name) > 2 or cls.module.path.name == "__init__.py"
    return parts_of_name[1] if is_tier else _GROUND_FLOOR


def arguments_of(cls: Class, sources: Sources) -> Class | None:
    """The class of a component's arguments; None if it takes none."""
    init = next((n for n in cls.node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
    for argument in init.args.args if init else ():
        if argument.arg == "args" and argument.annotation is not None:
            return sources.find(ast.unparse(argument.annotation), cls.module)
    return None


def parts_of(arguments: Class, sources: Sources) -> list[Class]:
    """Classes that the arguments are made of, of the same tier, in the order in which a reader meets them."""
    found: list[Class] = []
    waiting = [arguments]
    while waiting:
        cls = waiting.pop(0)
        for field in () if cls.is_enum else sources.fields(cls):
            for name in names_in(field.annotation):
                part = sources.find(name, field.module)
                if part and part not in found and _belongs(part, arguments, sources):
                    found.append(part)
                    waiting.append(part)
    return found


def _belongs(part: Class, arguments: Class, sources: Sources) -> bool:
    """Whether the arguments' page explains it: what is of another tier, or of all tiers, is explained where it is."""
    is_choice_or_record = part.is_enum or bool(sources.fields(part))
    if not is_choice_or_record or sources.is_component(part):
        return False
    same_tier = tier_of(part) == tier_of(arguments) != _GROUND_FLOOR
    return same_tier or part.module is arguments.module


class _Page:
    """The page of one component."""

    def __init__(self, cls: Class, sources: Sources) -> None:
        self._cls = cls
        self._sources = sources
        self._path = page_of(cls)
        self._arguments = arguments_of(cls, sources)
        self._parts = parts_of(self._arguments, sources) if self._arguments else []

    def text(self) -> str:
        purpose, named = parts(self._cls.doc)
        blocks = [_NOTICE, f"# {self._cls.name}", *map(markdown, purpose), self._source(), *self._facts(named)]
        blocks += ["## Arguments", *self._argument_blocks()]
        blocks += ["## Outputs", *self._output_blocks(named)]
        verbs = self._verbs()
        blocks += ["## Verbs", verbs] if verbs else []
        return "\n\n".join(blocks) + "\n"

    def _source(self) -> str:
        path = self._cls.module.path
        return f"Source: [{path.relative_to(output.ROOT)}]({_relative(path, self._path)}#{self._cls.name})"

    def _facts(self, named: Mapping[str, Part]) -> Iterator[str]:
        for name in ("Creates", "Cost", "Rules that watch it"):
            if name in named:
                part = named[name]
                text = _RULE.sub(rf"[\1]({_relative(RULES, self._path)}/\1.md)", markdown(part.text))
                yield f"**{name}**{part.about and f' {part.about}'}: {text}"

    def _argument_blocks(self) -> Iterator[str]:
        if self._arguments is None:
            yield "None."
            return
        yield from self._table(self._arguments)
        for part in self._parts:
            yield f"### {part.name}"
            yield markdown(part.doc.split("\n\n")[0].replace("\n", " "))
            yield from self._choices(part) if part.is_enum else self._table(part)

    def _table(self, cls: Class) -> Iterator[str]:
        fields = sorted(self._sources.fields(cls), key=lambda field: field.default is not None)  # required ones first
        rows = [
            f"| `{f.name}` | {self._type(f)} | {cell(default_in_words(f, self._sources))} | {cell(f.meaning)} |"
            for f in fields
        ]
        yield "\n".join(["| argument | type | default | meaning |", "|---|---|---|---|", *rows])
        if any(MAY_BE_OUTPUT in row for row in rows):
            yield f"{MAY_BE_OUTPUT} may be an output of another resource."

    def _choices(self, cls: Class) -> Iterator[str]:
        yield "\n".join(f"- `{f.name}`" + (f": {markdown(f.meaning)}" if f.meaning else "") for f in cls.fields)

    def _output_blocks(self, named: Mapping[str, Part]) -> Iterator[str]:
        if part := named.get("Outputs"):
            text = f"{part.about}: {part.text}" if part.about else part.text
            yield markdown(text[:1].upper() + text[1:])
        rows = [f"| `{f.name}` | {self._type(f)} |" for f in self._sources.fields(self._cls)]
        if rows:
            yield "\n".join(["| output | type |", "|---|---|", *rows])

    def _verbs(self) -> str:
        """A line for each verb."""
        return "\n".join(
            f"- `{_call(verb)}`: {markdown(first_sentence(ast.get_docstring(verb) or ''))}"
            for verb in self._sources.methods(self._cls)
        )

    def _type(self, field: Field) -> str:
        if field.annotation is None:
            return ""
        return cell(type_in_words(field.annotation, self._linker(field)))

    def _linker(self, field: Field) -> Callable[[str], str | None]:
        """Where a reader finds a class of ours: on this page, on its own, or in its source."""

        def link(name: str) -> str | None:
            cls = self._sources.find(name, field.module)
            if cls is None:
                return None
            if cls in self._parts:
                return f"[{cls.name}](#{cls.name.lower()})"
            if self._sources.is_component(cls):
                return f"[{cls.name}]({_relative(page_of(cls), self._path)})"
            return f"[{cls.name}]({_relative(cls.module.path, self._path)}#{cls.name})"

        return link


def _call(verb: ast.FunctionDef) -> str:
    """How a verb is called; a property without parentheses."""
    if any(ast.unparse(decorator) == "property" for decorator in verb.decorator_list):
        return verb.name
    names = [argument.arg for argument in [*verb.args.args, *verb.args.kwonlyargs] if argument.arg != "self"]
    return f"{verb.name}({', '.join(names)})"


def _index(sources: Sources) -> str:
    """The list of all components, in the order in which a request meets their tiers."""
    blocks = [_NOTICE, "# Components", "By tier, in the order in which a request meets them."]
    classes = documented(sources)
    for tier in sorted({tier_of(cls) for cls in classes}, key=_place):
        module = sources.modules.get(f"components.{tier}")
        doc = first_sentence(module.doc) if module else _GROUND_FLOOR_DOC
        title, _, about = doc.partition(": ")
        rows = [_row(cls) for cls in classes if tier_of(cls) == tier]
        heading = [f"## {title}", f"{about[:1].upper()}{about[1:]}"] if about else [f"## {tier}", doc]
        blocks += [*heading, "\n".join(["| component | purpose | creates |", "|---|---|---|", *rows])]
    return "\n\n".join(blocks) + "\n"


def _place(tier: str) -> tuple[int, str]:
    known = _TIERS_OF_A_REQUEST
    return (known.index(tier) if tier in known else len(known), tier)


def _row(cls: Class) -> str:
    purpose, named = parts(cls.doc)
    link = _relative(page_of(cls), FOLDER / "index.md")
    creates = cell(named["Creates"].text.removesuffix(".")) if "Creates" in named else ""
    return f"| [{cls.name}]({link}) | {cell(first_sentence(purpose[0]))} | {creates} |"


def _relative(target: Path, page: Path) -> str:
    """The link from a page to a file."""
    ups = len(page.parent.relative_to(output.ROOT).parts)
    if target.is_relative_to(page.parent):
        return target.relative_to(page.parent).as_posix()
    return "../" * ups + target.relative_to(output.ROOT).as_posix()


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


if __name__ == "__main__":
    sys.exit(output.main(MODULE, sys.argv[1:], pages(), FOLDER))
