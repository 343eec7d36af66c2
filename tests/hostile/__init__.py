"""Inputs that attack: what they must not reach."""
