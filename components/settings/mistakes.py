"""Mistakes in a stack file, and the sentences that tell of them.

Each says where, what is there and what is allowed, in the stack file's own spelling. Values of encrypted settings, and
of those that somebody may fill with a password by accident, are never repeated.
"""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotated_types import Ge, Le, MultipleOf
from pydantic import BaseModel
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

Location = Iterable[int | str]

_SHOWN_CHARACTERS = 60
_PLAIN_KEY = re.compile(rf"[A-Za-z0-9_.-]{{1,{_SHOWN_CHARACTERS}}}")
_KEY = "[key]"  # what pydantic adds to the location of a map's key
# The end of the sentence "<value> ..." when something else is due.
_KINDS: Mapping[type, str] = {
    type(None): "is no value",
    bool: "is a truth value",
    int: "is a number",
    float: "is not a whole number",
    str: "is a text",
    list: "is a list",
    dict: "is a map",
}
# What is due, by pydantic's name of the error.
_DUE: Mapping[str, str] = {
    "bool_type": "true or false, without quotes",
    "dict_type": "a map",
    "model_type": "a map",
    "tuple_type": "a list",
}
_OUT_OF_RANGE: Mapping[str, str] = {
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "multiple_of": "is between two steps",
}


@dataclass(frozen=True)
class Mistake:
    """One mistake."""

    # Where it is: ``sizing.network.zoneCount``.
    path: str
    # What is there and what is allowed, as a sentence that goes on from the path.
    text: str


def unknown(path: str, key: str, known: Iterable[str]) -> Mistake:
    """A key that does not exist, with the nearest one that does."""
    names = list(known)
    nearest = nearest_name(key, names)
    guess = f"did you mean {nearest}? " if nearest else ""
    return Mistake(extended(path, [key]), f"there is no such setting; {guess}allowed: {', '.join(names)}")


def nearest_name(given: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The one of ``known`` that ``given`` was probably meant to be, however its words are joined."""
    names = {_joined(name): name for name in known}
    found = difflib.get_close_matches(_joined(given), names, n=1, cutoff=likeness)
    return names[found[0]] if found else None


def extended(path: str, location: Location) -> str:
    """``path``, which may be empty, with the keys and indexes of ``location`` after it."""
    for step in location:
        if step != _KEY:
            path += f"[{step}]" if isinstance(step, int) else f".{_plain(step)}"
    return path.removeprefix(".")


def shown(value: object) -> str:
    """A value as a message repeats it: on one line, in ASCII, cut where it gets long."""
    written = json.dumps(value)
    return written if len(written) <= _SHOWN_CHARACTERS else f"{written[:_SHOWN_CHARACTERS]}..."


def translated(error: ErrorDetails, path: str, model: type[BaseModel] | None, *, hidden: bool) -> Mistake:
    """What pydantic found wrong below ``path``.

    Args:
        error: one of pydantic's errors.
        path: where in the stack file pydantic began to look.
        model: the model whose fields are the last step of every location, if there is one.
        hidden: whether the value must not be repeated.
    """
    location, kind = error["loc"], error["type"]
    keys = {to_camel(name): field.metadata for name, field in model.model_fields.items()} if model else {}
    if kind == "extra_forbidden":
        return unknown(extended(path, location[:-1]), str(location[-1]), keys)
    if kind == "enum" and location[-1:] == (_KEY,):
        return unknown(extended(path, location[:-2]), str(location[-2]), _choices(error))
    where = extended(path, location)
    if kind == "missing":
        return Mistake(where, "is missing")
    if kind == "json_invalid":  # has been read as JSON before; what remains is too deep or no Unicode
        return Mistake(where, "cannot be read; allowed: texts, numbers and lists in maps that are not nested this deep")
    value = "the value" if hidden else shown(error["input"])
    return Mistake(where, f"{value} {_fault(error, keys.get(str(location[-1]), []) if location else [])}")


def _fault(error: ErrorDetails, constraints: list[object]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    given = _KINDS[type(error["input"])]
    if kind == "refused":
        return f"{context['why']}; allowed: {context['allowed']}"
    if kind == "enum":
        choices = _choices(error)
        unquoted = str(error["input"]) in choices  # YAML reads 100 as a number
        return f"{'is a number: put it in quotes' if unquoted else 'is not known'}; allowed: {' or '.join(choices)}"
    if kind in _DUE:
        return f"{given}; allowed: {_DUE[kind]}"
    quoted = ", without quotes" if isinstance(error["input"], str) else ""
    return f"{_OUT_OF_RANGE.get(kind, given)}; allowed: {_range(constraints)}{quoted}"


def _range(constraints: list[object]) -> str:
    """``0 to 256 in steps of 0.5``."""
    bounds = [str(c.ge if isinstance(c, Ge) else c.le) for c in constraints if isinstance(c, Ge | Le)]
    steps = [f" in steps of {c.multiple_of}" for c in constraints if isinstance(c, MultipleOf)]
    return "".join([" to ".join(bounds), *steps])


def _choices(error: ErrorDetails) -> list[str]:
    return re.findall("'([^']*)'", error["ctx"]["expected"])


def _joined(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


def _plain(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else shown(key)
