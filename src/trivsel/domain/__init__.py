"""Pure Python with a conscience: values in, values out; knows no Django."""
