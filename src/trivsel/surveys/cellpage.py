def chosen(p):
    return {}


def cell_page(r):
    return None
