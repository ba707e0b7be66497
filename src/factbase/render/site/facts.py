"""Facts and quotes as they stand on every page: in, one of them and the links of the page; out, markup, all that strangers wrote escaped.

Written here and in no template: a large site has hundreds of thousands of them, and a template takes nearly twice as long.
"""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from factbase.render.site.marks import linked, shown
from factbase.render.site.paths import Links
from factbase.result.ground import Citation, Ground

__all__ = ["citation_html", "fact_html", "meant_html", "place_html"]


def place_html(at: object) -> Markup:
    """Where something is written; nothing for None."""
    return Markup(f'<span class="place">{shown(at)}</span>' if at is not None else "")


def citation_html(cited: Citation, links: Links) -> Markup:
    """A quote with its place, which leads to its passage, its verdict, and what it leaves out."""
    passage, source, standing = links.passage(cited), shown(cited.source), cited.standing
    named = f'<a href="{shown(passage)}">{source}</a>' if passage else source
    found = "found" if standing == "found" else f'<span class="standing">{shown(standing)}</span>'
    gaps = "".join(f'<span class="gap">{shown(gap)}</span>' for gap in cited.gaps)
    return Markup(
        f'<figure class="cite">\n<blockquote dir="auto">“{shown(cited.quote)}”</blockquote>\n'
        f"<figcaption>{named}, {place_html(cited.place)}, {found}\n{gaps}</figcaption>\n</figure>\n"
    )


def meant_html(fact: Ground, links: Links, but: Citation | None = None) -> Markup:
    """What tells how the words of a fact are meant: its context, but for what stands beside it, and what its references stand for."""
    quoted = partial(citation_html, links=links)
    parts = [
        f'<div class="context"><span class="tag">context, no evidence</span>{quoted(each)}</div>'
        for each in fact.context
        if each != but
    ]
    for each in fact.references:
        told = "".join(map(quoted, each.citations))
        parts.append(f'<div class="context"><p class="stated">{shown(each.meaning)}</p>{told}</div>')
    return Markup("".join(parts))


def fact_html(fact: Ground, links: Links, but: Citation | None = None, *, dated: bool = True) -> Markup:
    """A fact with all that is told of it, without the quote that stands beside it already."""
    how, place, rest = fact.standing(dated=False)
    parts = [f'<div class="fact {shown(fact.kind)}">\n']
    if fact.reading:
        parts.append(f'<p class="reading">{shown(fact.reading)}</p>\n')
    parts.append(f'<p class="claim"><code>{linked(fact.statement if dated else fact.claim, links)}</code></p>\n')
    parts.append(f'<p class="stated">{shown(how)} {place_html(place)}{shown(rest)}</p>\n')
    parts += (citation_html(each, links) for each in fact.citations if each != but)
    parts.append(meant_html(fact, links, but))
    parts += (f'<p class="waived">{shown(each)}</p>' for each in fact.waived)
    parts.append("</div>\n")
    return Markup("".join(parts))
