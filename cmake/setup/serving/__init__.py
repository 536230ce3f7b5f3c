"""A small HTTP/1.1 server for files that are hostile and clients that may be."""
