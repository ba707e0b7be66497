"""How the prompt looks: in, the name of a palette; out, the style of what is typed, of offers and of the line below."""

from __future__ import annotations

from functools import cache

from prompt_toolkit.styles import Style

__all__ = ["style_of"]

_SHAPE = {
    "prompt": "bold",
    "relation": "bold",
    "bottom-toolbar": "noreverse",
    "bottom-toolbar.name": "bold",
    "bottom-toolbar.argument": "bold underline",
    "matching-bracket.cursor": "bold underline",
    "matching-bracket.other": "bold underline",
    "completion-menu": "noreverse",
    "completion-menu.completion.current": "reverse",
    "completion-menu.meta.completion.current": "reverse",
}
_COLOURS = {
    "dark": {
        "variable": "ansibrightcyan",
        "string": "ansibrightgreen",
        "date": "ansibrightmagenta",
        "keyword": "ansibrightblue",
        "command": "ansibrightyellow",
        "comment": "ansibrightblack",
        "missing": "ansibrightblack",
        "unknown": "ansibrightred",
        "auto-suggestion": "ansibrightblack",
        "bottom-toolbar": "noreverse bg:#303030 #d0d0d0",
        "completion-menu.completion": "bg:#303030 #e0e0e0",
        "completion-menu.completion.current": "noreverse bg:#00617f #ffffff",
        "completion-menu.meta.completion": "bg:#3a3a3a #b0b0b0",
        "completion-menu.meta.completion.current": "noreverse bg:#00617f #e0e0e0",
    },
    "light": {
        "variable": "ansiblue",
        "string": "#005f00",
        "date": "ansimagenta",
        "keyword": "#00005f bold",
        "command": "#875f00",
        "comment": "#6c6c6c",
        "missing": "#6c6c6c",
        "unknown": "#af0000",
        "auto-suggestion": "#8a8a8a",
        "bottom-toolbar": "noreverse bg:#e4e4e4 #303030",
        "completion-menu.completion": "bg:#e4e4e4 #202020",
        "completion-menu.completion.current": "noreverse bg:#005f87 #ffffff",
        "completion-menu.meta.completion": "bg:#d8d8d8 #4e4e4e",
        "completion-menu.meta.completion.current": "noreverse bg:#005f87 #e4e4e4",
    },
    "none": {},
}
"""The colours of what is typed, by the palette; without one, what matters is bold, underlined or reversed."""


@cache
def style_of(palette: str) -> Style:
    """The style of a palette."""
    return Style.from_dict(_SHAPE | _COLOURS[palette])
