"""The signature of ``SHA256SUMS``, as minisign makes and checks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orgbriefs.distribution.checksums import SIGNATURE, SUMS
from orgbriefs.storage import write_whole

if TYPE_CHECKING:
    from minisign import PublicKey, SecretKey


def sign_sums(out: Path, key: SecretKey) -> bool:
    """Sign ``SHA256SUMS`` in a folder, unless it is signed with this key; whether it was done."""
    content, path = (out / SUMS).read_bytes(), out / SIGNATURE
    if path.is_file() and not sums_fault(content, path.read_bytes(), key.get_public_key()):
        return False
    write_whole(path, bytes(key.sign(content)) + b"\n")
    return True


def sums_fault(content: bytes, signature: bytes, key: PublicKey) -> str:
    """What is wrong with a signature of ``SHA256SUMS``, in words; empty where nothing is."""
    from minisign import ParseError, Signature, VerifyError

    try:
        key.verify(content, Signature.from_bytes(signature))
    except ParseError:
        return "it is no signature of minisign"
    except VerifyError:
        return f"it does not hold for {SUMS} with this key"
    return ""
