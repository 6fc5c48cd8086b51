"""How dates are written in each language; Django reads the modules by their names."""
