"""The pages of a site: in, a base and a view; out, for each address its page as plain data, one at a time."""
