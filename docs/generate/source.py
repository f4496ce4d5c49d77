"""The classes of ``components/`` as their source has them: fields, defaults, comments, docstrings, public methods.

Read with ``ast`` and ``tokenize`` and never imported: comments are not in the running classes, and a page must not
depend on what happens to be installed.
"""

import ast
import inspect
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_COMPONENT = "pulumi.ComponentResource"
_ENUMS = {"Enum", "StrEnum", "enum.Enum", "enum.StrEnum"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One annotated name of a class, or one member of an enumeration."""

    name: str
    module: "Module"
    annotation: ast.expr | None
    default: ast.expr | None
    meaning: str


class Module:
    """One source file."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(text)
        self.doc = ast.get_docstring(self.tree) or ""
        self._comments = dict(_whole_line_comments(text))

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """Names that come from elsewhere: the module that they are from, and their name there."""
        return {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """Names that the module binds to a value."""
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            for name, value in _bindings(node):
                found[name] = value
        return found

    def comment_above(self, line: int) -> str:
        """The block of comment lines that ends just above ``line``, as one line of text."""
        block: list[str] = []
        while (line := line - 1) in self._comments:
            block.insert(0, self._comments[line])
        return " ".join(block)


class Class:
    """One class of a module."""

    def __init__(self, module: Module, node: ast.ClassDef) -> None:
        self.module = module
        self.node = node
        self.name = node.name
        self.doc = inspect.cleandoc(ast.get_docstring(node) or "")
        self.base_names = [ast.unparse(base) for base in node.bases]
        self.is_enum = bool(_ENUMS & set(self.base_names))

    @property
    def fields(self) -> list[Field]:
        """Annotated names in the body, without those of the bases; an enumeration's members."""
        found = []
        for node, after in zip(self.node.body, [*self.node.body[1:], None], strict=True):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.append(self._field(node.target.id, node, node.annotation, node.value, after))
            if self.is_enum and isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.append(self._field(node.targets[0].id, node, None, node.value, after))
        return found

    def _field(
        self, name: str, node: ast.stmt, annotation: ast.expr | None, default: ast.expr | None, after: ast.stmt | None
    ) -> Field:
        """Its meaning is said above it, or in a string below it."""
        below = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            below = " ".join(after.value.value.split())
        meaning = self.module.comment_above(node.lineno) or below
        return Field(name=name, module=self.module, annotation=annotation, default=default, meaning=meaning)

    @property
    def methods(self) -> list[ast.FunctionDef]:
        """Public methods and properties, in the order of the file."""
        return [n for n in self.node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


class Sources:
    """Every module below ``components/``."""

    def __init__(self, root: Path) -> None:
        self.modules: dict[str, Module] = {}
        self._classes: dict[tuple[str, str], Class] = {}
        for path in sorted((root / "components").rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
            module = self.modules[name] = Module(name, path)
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef):
                    self._classes[name, node.name] = Class(module, node)

    @property
    def classes(self) -> list[Class]:
        """All classes, by module and in the order of the file."""
        return list(self._classes.values())

    def find(self, name: str, seen_from: Module) -> Class | None:
        """The class that ``name`` means in a module; None if it is not one of ours."""
        home, name = self._home(name, seen_from)
        return self._classes.get((home.name, name)) if home else None

    def constant(self, name: str, seen_from: Module) -> ast.expr | None:
        """The value that ``name`` is bound to; None if it is not one of ours."""
        home, name = self._home(name, seen_from)
        return home.constants.get(name) if home else None

    def bases(self, cls: Class) -> list[Class]:
        """The class and those that it comes from, the farthest first."""
        above = [base for name in cls.base_names if (base := self.find(name, cls.module))]
        return [ancestor for base in above for ancestor in self.bases(base)] + [cls]

    def is_component(self, cls: Class) -> bool:
        """Whether it is a component, directly or through another class; what others are made from is none itself."""
        is_resource = any(_COMPONENT in ancestor.base_names for ancestor in self.bases(cls))
        return is_resource and not any(cls in self.bases(other)[:-1] for other in self.classes)

    def fields(self, cls: Class) -> list[Field]:
        """Its own and its bases' fields; a class may say anew what a base says."""
        merged: dict[str, Field] = {}
        for ancestor in self.bases(cls):
            merged.update({field.name: field for field in ancestor.fields})
        return list(merged.values())

    def methods(self, cls: Class) -> list[ast.FunctionDef]:
        """Its own and its bases' public methods."""
        merged: dict[str, ast.FunctionDef] = {}
        for ancestor in self.bases(cls):
            merged.update({method.name: method for method in ancestor.methods})
        return list(merged.values())

    def _home(self, name: str, module: Module) -> tuple[Module | None, str]:
        """Follow imports to the module that defines ``name``."""
        while name in module.imports:
            origin, name = module.imports[name]
            if origin not in self.modules:
                return None, name
            module = self.modules[origin]
        return module, name


def names_in(annotation: ast.expr | None) -> Iterator[str]:
    """The plain names in an annotation, also in a quoted one."""
    for node in ast.walk(annotation) if annotation else ():
        if isinstance(node, ast.Name):
            yield node.id
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from names_in(ast.parse(node.value, mode="eval").body)


def _whole_line_comments(text: str) -> Iterator[tuple[int, str]]:
    """Lines that hold nothing but a comment, with their number."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and token.line.strip().startswith("#"):
            yield token.start[0], token.string.lstrip("# ").rstrip()


def _bindings(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        yield node.targets[0].id, node.value
