"""Types, defaults and docstrings of arguments in plain words."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

from docs.generate.source import Field, Sources

_WORDS = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "Any": "anything"}
_CONSTANTS = {None: "none", True: "yes", False: "no"}
_INPUTS = {"pulumi.Input", "Input"}
_OUTPUTS = {"pulumi.Output", "Output"}
_LISTS = {"Sequence", "list", "Iterable"}
_MAPS = {"Mapping", "dict"}
_PART = re.compile(r"\*?(?P<name>Creates|Outputs|Cost|Rules that watch it)\*?(?P<about>(?: \(|,)[^:]*)?: ")
_EMPTY = ("dict()", "list()", "tuple()", "()", "[]", "{}")
MAY_BE_OUTPUT = "†"


@dataclass(kw_only=True)
class Part:
    """What a docstring says under one heading; ``about`` is what stands between heading and colon."""

    about: str
    text: str


def type_in_words(annotation: ast.expr, link: Callable[[str], str | None]) -> str:
    """An annotation in words. ``link`` gives the Markdown for a class of ours, or None."""
    if isinstance(annotation, ast.BinOp):
        return _join(type_in_words(annotation.left, link), type_in_words(annotation.right, link))
    if isinstance(annotation, ast.Subscript):
        return _container(ast.unparse(annotation.value), annotation.slice, link)
    if isinstance(annotation, ast.Constant):
        return _quoted(annotation, link)
    name = ast.unparse(annotation)
    return _WORDS.get(name) or link(name) or f"`{name}`"


def _quoted(annotation: ast.Constant, link: Callable[[str], str | None]) -> str:
    """None, or an annotation that is written as a string."""
    if annotation.value is None:
        return "none"
    return type_in_words(ast.parse(str(annotation.value), mode="eval").body, link)


def _join(left: str, right: str) -> str:
    return f"{left}, or none" if right == "none" else f"{left} or {right}"


def _container(name: str, content: ast.expr, link: Callable[[str], str | None]) -> str:
    if name in _MAPS and isinstance(content, ast.Tuple):
        return f"{type_in_words(content.elts[1], link)} by name"
    if name not in _INPUTS | _OUTPUTS | _LISTS:
        return f"`{name}[{ast.unparse(content)}]`"
    inner = type_in_words(content, link)
    if name in _INPUTS:
        return f"{inner}{MAY_BE_OUTPUT}"
    return inner if name in _OUTPUTS else f"list of {inner}"


def default_in_words(field: Field, sources: Sources) -> str:
    """The default of an argument; ``required`` if it has none."""
    if field.default is None:
        return "required"
    return _value(_made_by_factory(field.default), field, sources)


def _made_by_factory(default: ast.expr) -> ast.expr:
    """``field(default_factory=list)`` stands for ``list()``."""
    if isinstance(default, ast.Call) and ast.unparse(default.func) in ("field", "dataclasses.field"):
        for keyword in default.keywords:
            if keyword.arg == "default_factory":
                return ast.Call(func=keyword.value, args=[], keywords=[])
    return default


def _value(value: ast.expr, field: Field, sources: Sources) -> str:
    if isinstance(value, ast.Constant):
        return _constant(value.value)
    if isinstance(value, ast.Name):
        bound = sources.constant(value.id, field.module)
        return _value(bound, field, sources) if isinstance(bound, ast.Constant) else f"`{value.id}`"
    if isinstance(value, ast.Attribute):
        owner = sources.find(ast.unparse(value.value), field.module)
        return f"`{value.attr}`" if owner and owner.is_enum else f"`{ast.unparse(value)}`"
    if isinstance(value, ast.Tuple | ast.List) and value.elts:
        return ", ".join(_value(element, field, sources) for element in value.elts)
    text = ast.unparse(value)
    return "nothing" if text in _EMPTY else f"`{text}`"


def _constant(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return _CONSTANTS[value]
    return f"`{value}`"


def markdown(text: str) -> str:
    """A docstring or comment as Markdown: code in single backquotes."""
    return re.sub(r"``([^`]+)``", r"`\1`", text)


def cell(text: str) -> str:
    """Text for a table's cell."""
    return markdown(" ".join(text.split())).replace("|", r"\|")


def first_sentence(doc: str) -> str:
    """The first sentence of a docstring. A dot inside a word or a number ends none."""
    paragraph = " ".join(doc.split("\n\n")[0].split())
    return re.split(r"(?<=[.!?])\s+(?=[A-Z`\"*])", paragraph)[0]


def parts(doc: str) -> tuple[list[str], dict[str, Part]]:
    """A component's docstring: the paragraphs of its purpose, and what it creates, costs and so on."""
    purpose: list[str] = []
    named: dict[str, Part] = {}
    current: Part | None = None
    for paragraph in (" ".join(block.split()) for block in doc.split("\n\n")):
        match = _PART.match(paragraph)
        if match:
            current = Part(about=(match["about"] or "").strip(" ,"), text=paragraph[match.end() :])
            named[match["name"]] = current
        elif current:
            current.text += f"\n\n{paragraph}"
        else:
            purpose.append(paragraph)
    return purpose, named
