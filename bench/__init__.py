"""Benchmarks against peers and floors: each one command, each printing a table with ratios."""
