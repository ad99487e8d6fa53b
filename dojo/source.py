"""What a kata's source says, read without running it."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from dojo.fault import NotText


@dataclass(frozen=True)
class Source:
    """Functions and methods by qualified name with the line they begin on; those not written yet.

    error: why the file cannot be read as Python, as (line, words), or None.
    """

    functions: dict[str, int] = field(default_factory=dict)
    unwritten: dict[str, int] = field(default_factory=dict)
    error: tuple[int, str] | None = None

    @classmethod
    def read(cls, path: Path) -> "Source":
        """Read `path`; a file that is missing, not UTF-8 or not Python has an error, not a raise."""
        try:
            tree = ast.parse(text(path), filename=str(path))
        except OSError as error:
            return cls(error=(1, error.strerror or str(error)))
        except SyntaxError as error:
            return cls(error=(error.lineno or 1, f"SyntaxError: {error.msg}"))
        except (ValueError, MemoryError, RecursionError) as error:  # the last two: too deep for Python
            return cls(error=(1, f"{type(error).__name__}: {error}"))
        found = dict(_functions(tree))
        return cls(
            functions={name: node.lineno for name, node in found.items()},
            unwritten={name: node.lineno for name, node in found.items() if _raises(node)},
        )


def text(path: Path) -> str:
    """The file's text; NotText, with the line, where it is not UTF-8."""
    raw = path.read_bytes()
    if b"\0" in raw:
        raise NotText("null_bytes", 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotText(f"not_utf8: 0x{raw[error.start]:02x}", line) from None


def _functions(tree: ast.AST, prefix: str = ""):
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _raises(function: ast.FunctionDef) -> bool:
    """Whether nothing but `raise NotImplementedError` stands under the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    match body:
        case [ast.Raise(exc=ast.Name(id="NotImplementedError"))]:
            return True
        case [ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError")))]:
            return True
    return False
