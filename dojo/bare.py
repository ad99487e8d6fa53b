"""A mistakes file as diagnosis needs it: without comments, docstrings, and what no mistake uses."""

import ast

DEFINITIONS = ast.FunctionDef | ast.ClassDef


def bare(source: str) -> str:
    """Python that holds the mistakes of `source` and what they use, and says the same of each."""
    tree = ast.parse(source)
    _drop_docstrings(tree)
    needed = _needed(tree.body)
    tree.body = [node for node in tree.body if not _names(node) or _names(node) & needed]
    return ast.unparse(tree) + "\n"


def _drop_docstrings(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | DEFINITIONS) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()] * (not isinstance(node, ast.Module))


def _needed(body: list[ast.stmt]) -> set[str]:
    """The names that mistakes use, directly or through others, and their own."""
    needed, left = set(), [node for node in body if not _names(node) or _is_mistake(node)]
    while left:
        node = left.pop()
        needed |= _names(node)
        used = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
        left += [other for other in body if _names(other) & (used - needed)]
    return needed


def _is_mistake(node: ast.stmt) -> bool:
    return isinstance(node, DEFINITIONS) and any(
        isinstance(mark, ast.Call) and getattr(mark.func, "id", None) == "mistake"
        for mark in node.decorator_list
    )


def _names(node: ast.stmt) -> set[str]:
    """What a statement of the module gives a name to; nothing where it does something else, which stays."""
    if isinstance(node, DEFINITIONS):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    if isinstance(node, ast.Assign | ast.AnnAssign):
        stored = [n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        return {name.id for name in stored}
    return set()
