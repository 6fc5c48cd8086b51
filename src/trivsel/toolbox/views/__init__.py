"""One module per kind of page: the front door, the tools, the articles, the paper, the worker."""
