"""Accuracy against marked cases, and speed against the bare language pipeline."""
