"""A server of pages: in, a base and a browser on the same machine; out, its pages, and answers to what is asked. It writes nothing."""
