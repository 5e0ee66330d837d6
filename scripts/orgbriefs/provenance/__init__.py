"""Where each printed fact comes from."""
