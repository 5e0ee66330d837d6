"""The publisher's keys: files named in ``config.yaml``, opened with passphrases of the environment.

Neither a key nor a passphrase is ever printed, kept, or written below out/.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from orgbriefs.config import CERTIFICATE_PASSPHRASE, KEY_PASSPHRASE
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.project import Project

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from minisign import PublicKey, SecretKey
    from pyhanko.sign.signers import SimpleSigner


def signer_of_pdfs(project: Project) -> SimpleSigner | None:
    """Who signs PDFs; ``None`` where ``config.yaml`` names no certificate.

    Raises:
        InputError: when the file, or the passphrase in the environment, is missing or wrong, or
            the certificate is not valid today.
    """
    name = project.config.signing.certificate
    if name is None:
        return None
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    path = _file(project, name)
    passphrase = _passphrase(CERTIFICATE_PASSPHRASE, path)
    try:
        bag = pkcs12.load_pkcs12(path.read_bytes(), passphrase)
    except ValueError:
        fix = f"check the file, and {CERTIFICATE_PASSPHRASE} in the environment"
        raise _refused(path, "no PKCS#12 file that this passphrase opens", fix) from None
    if bag.key is None or bag.cert is None:
        fix = "export the certificate again, with its private key"
        raise _refused(path, "the file lacks a certificate, or its private key", fix)
    _refuse_outdated(path, bag.cert.certificate)
    signer = SimpleSigner.load_pkcs12(str(path), passphrase=passphrase)
    if signer is None:
        fix = "use a key for RSA or an elliptic curve"
        raise _refused(path, "nothing can be signed with this key", fix)
    return signer


def secret_key(project: Project) -> SecretKey | None:
    """What signs checksums; ``None`` where ``config.yaml`` names no key.

    Raises:
        InputError: when the file, or the passphrase in the environment, is missing or wrong.
    """
    name = project.config.signing.key
    if name is None:
        return None
    from minisign import Error, SecretKey

    path = _file(project, name)
    try:
        key = SecretKey.from_file(path)
        if key.is_encrypted():
            key.decrypt((_passphrase(KEY_PASSPHRASE, path) or b"").decode())
    except (Error, ValueError):
        fix = f"check the file, and {KEY_PASSPHRASE} in the environment"
        raise _refused(path, "no key of minisign that this passphrase opens", fix) from None
    return key


def public_key(path: Path) -> PublicKey:
    """What checksums are checked with.

    Raises:
        InputError: when the file is missing or no such key.
    """
    from minisign import Error, PublicKey

    try:
        return PublicKey.from_file(path)
    except (OSError, Error, ValueError):
        fix = "name the publisher's file .pub, fetched from a place that you trust"
        raise _refused(path, "no public key of minisign", fix) from None


def public_key_file(project: Project) -> Path | None:
    """Where the public key lies beside the secret one; ``None`` where there is none."""
    name = project.config.signing.key
    return _path(project, name).with_suffix(".pub") if name is not None else None


def certificates(path: Path) -> list[Certificate]:
    """The certificates in a file, PEM or DER.

    Raises:
        InputError: when there are none.
    """
    from cryptography import x509

    try:
        content = path.read_bytes()
        if b"-----BEGIN" in content:
            return list(x509.load_pem_x509_certificates(content))
        return [x509.load_der_x509_certificate(content)]
    except (OSError, ValueError):
        fix = "name the publisher's certificate, or that of whoever issued it, in PEM or DER"
        raise _refused(path, "no certificate", fix) from None


def make_key(path: Path) -> Path:
    """Make a pair of keys for checksums; return the file of the public one.

    Raises:
        InputError: when one is there already, or the environment has no passphrase.
    """
    from minisign import KeyPair

    public = path.with_suffix(".pub")
    for there in (path, public):
        if there.exists():
            raise _refused(there, "this is there already", "choose another name")
    passphrase = _passphrase(KEY_PASSPHRASE, path)
    pair = KeyPair.generate()
    if passphrase is not None:
        pair.secret_key.encrypt(passphrase.decode())
    path.parent.mkdir(parents=True, exist_ok=True)
    # Nobody else may read it, not even while it is written.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")
    return public


def _file(project: Project, name: str) -> Path:
    path = _path(project, name)
    if path.is_relative_to(project.out):
        fix = "keep it outside of the project, such as in ~/keys"
        raise _refused(path, "a key in out/ would be published", fix)
    if not path.is_file():
        fix = "put it there, or change 'signing:' in config.yaml"
        raise _refused(path, "there is no such file", fix)
    return path


def _path(project: Project, name: str) -> Path:
    return (project.root / Path(name).expanduser()).resolve()


def _passphrase(variable: str, path: Path) -> bytes | None:
    """The passphrase in a variable of the environment; ``None`` where that is empty."""
    told = os.environ.get(variable)
    if told is None:
        fix = f"set {variable}; to nothing where the file has none"
        raise _refused(path, "its passphrase is not in the environment", fix)
    return told.encode() or None


def _refuse_outdated(path: Path, certificate: Certificate) -> None:
    now = datetime.now(UTC)
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= now <= last:
        told = f"the certificate is valid from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
        raise _refused(path, told, "sign with one that is valid today")


def _refused(path: Path, message: str, fix: str) -> InputError:
    return InputError([Problem(Place(path, 0, 0), message, fix=fix)])
