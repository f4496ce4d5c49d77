"""Findings that a team has decided to live with: for which resource, why, who answers for it, and until when.

A YAML file of entries, each with every key of KEYS. An entry that is malformed or expired exempts nothing, and is told.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from rules.spelling import nearest

KEYS: Final = ("rule", "resource", "reason", "owner", "expires")


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """One entry. ``resource`` is a glob over URNs; ``expires`` is the last day on which it holds, in UTC."""

    rule: str
    resource: str
    reason: str
    owner: str
    expires: date
    line: int

    def covers(self, rule: str, urn: str) -> bool:
        """Whether it is about this rule and this resource."""
        return self.rule == rule and fnmatchcase(urn, self.resource)

    def concerns(self, stack: str) -> bool:
        """Whether it can be about this stack, given as the beginning of its URNs: other entries may be for others."""
        start = "urn:pulumi:"
        if not self.resource.startswith(start):
            return True
        globs, names = (urn.removeprefix(start).split("::")[:2] for urn in (self.resource, stack))
        return all(fnmatchcase(own, glob) for glob, own in zip(globs, names, strict=False))


@dataclass(frozen=True)
class Exemptions:
    """What a file exempts from today on, and what is wrong with it, a sentence each that names file and line."""

    path: str = ""
    entries: tuple[Exemption, ...] = ()
    mistakes: tuple[str, ...] = ()
    _used: set[Exemption] = field(default_factory=set)

    def of(self, rule: str, urn: str) -> Exemption | None:
        """The exemption for a finding of this rule on this resource, if there is one."""
        found = next((entry for entry in self.entries if entry.covers(rule, urn)), None)
        if found:
            self._used.add(found)
        return found

    def unused(self, stack: str) -> Iterator[Exemption]:
        """The exemptions for this stack that no finding needed."""
        return (entry for entry in self.entries if entry not in self._used and entry.concerns(stack))

    def place(self, line: int) -> str:
        """Where a line of the file is, as messages name it."""
        return f"{self.path}:{line}"


def load(path: Path, shown: str, *, rules: Collection[str], today: date, required: bool) -> Exemptions:
    """The exemptions in a file; ``shown`` is how messages name it. A file need only exist when it is ``required``."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        missing = f"{shown}: there is no such file; SETTINGS.exemptions names it"
        return Exemptions(shown, mistakes=(missing,) if required else ())
    except (OSError, UnicodeDecodeError) as error:
        return Exemptions(shown, mistakes=(f"{shown} cannot be read: {type(error).__name__}",))
    return parse(text, shown, rules=rules, today=today)


def parse(text: str, shown: str, *, rules: Collection[str], today: date) -> Exemptions:
    """The exemptions in a text. Whatever is wrong in it becomes a mistake of one entry; the others hold."""
    import yaml  # here, as most stacks have no such file

    try:
        document = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return Exemptions(shown, mistakes=(f"{shown}:{mark.line + 1 if mark else 1}: this is no YAML",))
    if document is None:
        return Exemptions(shown)
    if not isinstance(document, yaml.SequenceNode):
        return Exemptions(shown, mistakes=(f"{shown}:1: it has to be a list of entries with {_listed(KEYS)}",))
    entries: list[Exemption] = []
    mistakes: list[str] = []
    for node in document.value:
        line = node.start_mark.line + 1
        found, wrong = _entry(node, line, rules, today)
        mistakes += [f"{shown}:{at}: {what}" for at, what in wrong]
        entries += [found] if found else []
    return Exemptions(shown, tuple(entries), tuple(mistakes))


def _entry(
    node: Any, line: int, rules: Collection[str], today: date
) -> tuple[Exemption | None, Sequence[tuple[int, str]]]:
    """The exemption of a node, or what is wrong with it, by line."""
    values: dict[str, tuple[int, str]] = {}
    wrong: list[tuple[int, str]] = []
    for key, value in node.value if node.id == "mapping" else ():
        at, name = key.start_mark.line + 1, key.value if key.id == "scalar" else ""
        if name not in KEYS:
            wrong.append((at, f"an exemption has {_listed(KEYS)}, and nothing else{nearest(name, KEYS)}"))
        elif name in values:
            wrong.append((at, f"{name} is given twice"))
        elif value.id != "scalar":
            wrong.append((at, f"{name} has to be a text"))
        elif value.value.strip() and not value.tag.endswith(":null"):
            values[name] = at, value.value.strip()
    wrong += [(line, f"{key} is missing") for key in KEYS if key not in values and not wrong]
    if wrong:
        return None, wrong
    wrong = [*_rule(*values["rule"], rules), *_expiry(*values["expires"], today)]
    texts = {key: text for key, (_, text) in values.items()}
    if wrong:
        return None, wrong
    expires = date.fromisoformat(texts.pop("expires"))
    return Exemption(**texts, expires=expires, line=line), ()


def _rule(line: int, text: str, rules: Collection[str]) -> Iterator[tuple[int, str]]:
    if text not in rules:
        yield line, f"there is no such rule{nearest(text, rules)}"


def _expiry(line: int, text: str, today: date) -> Iterator[tuple[int, str]]:
    try:
        last = date.fromisoformat(text)
    except ValueError:
        yield line, "expires has to be a day, such as 2027-01-31"
        return
    if last < today:
        yield line, f"it expired on {last}: mend the finding, or agree on a new day"


def _listed(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"
