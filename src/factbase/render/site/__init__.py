"""Pages of a site as HTML, from their data alone: in, a page; out, its text, which needs no script, no server and no other host."""
