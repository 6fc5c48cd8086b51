"""One module per kind of page: front door, tools, articles, paper, the worker."""
