"""The names of a statement: in, its tree as parsed; out, the same with each name in its one form, or BadConstant for what is none."""

from __future__ import annotations

from lark import Token, Tree

from factbase.ground.name import name_problem, normal_name
from factbase.ground.span import Span, TextFile
from factbase.syntax.terms import BadConstant

__all__ = ["with_normal_names"]


def with_normal_names(tree: Tree[Token], file: TextFile) -> Tree[Token]:
    """The tree with its names in their one form; it may be of any depth. Raises BadConstant for the first that is none."""
    made = _copy(tree)
    left, bad = [made], dict[int, BadConstant]()
    while left:
        node = left.pop()
        for at, child in enumerate(node.children):
            if isinstance(child, Tree):
                node.children[at] = copied = _copy(child)
                left.append(copied)
            elif isinstance(child, Token) and not child.isascii() and child.type in ("NAME", "VARIABLE"):
                name, start = normal_name(str(child)), child.start_pos or 0
                if (problem := name_problem(name)) is not None:
                    bad[start] = BadConstant(Span(file, start, start + len(child)), problem)
                node.children[at] = Token.new_borrow_pos(child.type, name, child)
    if bad:
        raise bad[min(bad)]
    return made


def _copy(tree: Tree[Token]) -> Tree[Token]:
    return Tree(tree.data, list(tree.children), tree._meta)
