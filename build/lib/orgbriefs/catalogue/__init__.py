"""What has been made: the manifest, and later the index page and bundles."""
