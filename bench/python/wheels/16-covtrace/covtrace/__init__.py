"""Measures coverage in child processes."""
