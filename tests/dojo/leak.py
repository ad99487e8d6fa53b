"""Functions of the solutions, found again in other files, in other clothes."""

import ast
from collections.abc import Iterator
from copy import deepcopy

from dojo.curriculum import Kata

LONG = 2  # lines; a body of no more is found by its tree alone


def functions(source: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of a file by its own name, also methods and functions in functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node


def answers(kata: Kata) -> dict[str, ast.FunctionDef]:
    """The solution of each function that the stub leaves to write."""
    found = {}
    for node in ast.parse(kata.solution.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{m.name}": m for m in node.body if isinstance(m, ast.FunctionDef)}
    return {name: found[name] for name in kata.functions}


def trees(function: ast.FunctionDef) -> set[str]:
    """What it does, without name, docstring, annotations, decorators: as written, and with locals renamed."""
    plain = deepcopy(function)
    plain.name, plain.body, plain.returns, plain.decorator_list = "", body(function), None, []
    for node in ast.walk(plain):
        if isinstance(node, ast.arg):
            node.annotation = None
    return {ast.dump(plain), ast.dump(_Renamed(plain).visit(deepcopy(plain)))}


def body(function: ast.FunctionDef) -> list[ast.stmt]:
    return function.body[ast.get_docstring(function) is not None :]


def rows(text: str) -> list[str]:
    """Lines that are neither empty nor comments."""
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def holds(text: list[str], part: list[str]) -> bool:
    """Whether the lines of `part` stand in `text` one below the other, at any indentation."""
    starts = [i for i, line in enumerate(text) if line.strip() == part[0].strip()]
    return any(_shifted(text[i : i + len(part)]) == _shifted(part) for i in starts)


def _shifted(lines: list[str]) -> list[str]:
    margin = len(lines[0]) - len(lines[0].lstrip())
    return [line[margin:] if not line[:margin].strip() else line for line in lines]


class _Renamed(ast.NodeTransformer):
    """Arguments and local variables by the order in which they appear."""

    def __init__(self, function: ast.FunctionDef):
        nodes = list(ast.walk(function))
        self.names = {node.arg: "" for node in nodes if isinstance(node, ast.arg)}
        self.names |= {n.id: "" for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        self.seen: dict[str, str] = {}

    def _new(self, name: str) -> str:
        return self.seen.setdefault(name, f"_{len(self.seen)}") if name in self.names else name

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._new(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._new(node.arg)
        return node


def leaks(content: dict[str, bytes], katas: list[Kata]) -> set[tuple[str, str]]:
    """(file, kata and function) wherever a file holds what is left to the learner to write."""
    wanted = {f"{kata.number} {name}": f for kata in katas for name, f in answers(kata).items()}
    by_tree = {tree: name for name, function in wanted.items() for tree in trees(function)}
    written = {name: "\n".join(map(ast.unparse, body(f))).splitlines() for name, f in wanted.items()}
    found = set()
    for path, raw in content.items():
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            continue
        texts = [rows(text)]
        if path.endswith(".py"):
            texts.append(rows(ast.unparse(ast.parse(text))))
            known = [by_tree.get(tree) for _, function in functions(text) for tree in trees(function)]
            found |= {(path, name) for name in known if name}
        for name, lines in written.items():
            if len(lines) > LONG and any(holds(text, lines) for text in texts):
                found.add((path, name))
    return found
