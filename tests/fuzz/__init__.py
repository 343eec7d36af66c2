"""Inputs that no person thought of: hypothesis for readers and round trips, atheris for front matter and tokens."""
