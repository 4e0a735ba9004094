"""How long the product takes, as ratios to work that cannot be avoided: `make bench`, docs/performance.md."""
