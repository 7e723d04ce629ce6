"""Optional native speedups."""
ENABLED = False
