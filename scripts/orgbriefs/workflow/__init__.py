"""A build: what the steps of the Snakefile do, and what is done before the first and the last."""
