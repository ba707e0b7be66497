"""The names of a statement: in, its tree as parsed; out, the same with each name in its one form, or BadConstant for what is none."""

from __future__ import annotations

from lark import Token, Tree

from factbase.ground.name import name_problem, normal_name
from factbase.ground.span import Span, TextFile
from factbase.syntax.terms import BadConstant

__all__ = ["with_normal_names"]


def with_normal_names(tree: Tree[Token], file: TextFile) -> Tree[Token]:
    """The tree with its names in their one form."""
    children = [_normal(child, file) for child in tree.children]
    return Tree(tree.data, children, tree._meta)


def _normal(child: Tree[Token] | Token, file: TextFile) -> Tree[Token] | Token:
    if isinstance(child, Tree):
        return with_normal_names(child, file)
    if not isinstance(child, Token) or child.isascii() or child.type not in ("NAME", "VARIABLE"):
        return child
    name = normal_name(str(child))
    if (problem := name_problem(name)) is not None:
        at = child.start_pos or 0
        raise BadConstant(Span(file, at, at + len(child)), problem)
    return Token.new_borrow_pos(child.type, name, child)
