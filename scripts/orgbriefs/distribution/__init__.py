"""Handing out what is made: bundles, checksums and signatures, publishing, drafts of mails."""
