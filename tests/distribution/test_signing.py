"""Signatures of PDFs and checksums, with keys that are thrown away afterwards."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from conftest import Workspace
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from handed_out import built_once, bundled, own
from minisign import KeyPair

from orgbriefs.config import CERTIFICATE_PASSPHRASE, KEY_PASSPHRASE
from orgbriefs.render.pdf.conformance import findings

__all__ = ["built_once", "bundled", "own"]
PASSPHRASE = "correct horse battery"
SIGNER = "Test Press, the editors"
PAPER = "now/students/test-groups-changes-students-2010-to-now.pdf"


def certificate(
    folder: Path, name: str = "editors", *, kind: str = "ec", days: tuple[int, int] = (-1, 30)
) -> Path:
    """A certificate with its key, as PKCS#12; the certificate alone lies beside it, as PEM."""
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if kind == "ec"
        else rsa.generate_private_key(65537, 2048)
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        "key_encipherment data_encipherment key_agreement key_cert_sign crl_sign encipher_only "
        "decipher_only".split(),
        False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days[0]))
        .not_valid_after(now + timedelta(days[1]))
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.p12"
    encryption = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, encryption)
    )
    path.with_suffix(".pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a certificate and a pair of keys, and the environment that opens them."""
    folder = tmp_path / "keys"
    folder.mkdir()
    certificate(folder)
    pair = KeyPair.generate()
    pair.secret_key.encrypt(PASSPHRASE)
    (folder / "editors.key").write_bytes(bytes(pair.secret_key) + b"\n")
    (folder / "editors.pub").write_bytes(bytes(pair.public_key) + b"\n")
    monkeypatch.setenv(CERTIFICATE_PASSPHRASE, PASSPHRASE)
    monkeypatch.setenv(KEY_PASSPHRASE, PASSPHRASE)
    return folder


def signs_with(space: Workspace, keys: Path, *, visible: bool = False) -> Workspace:
    with (space.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            f"signing:\n  certificate: {keys / 'editors.p12'}\n  key: {keys / 'editors.key'}\n"
            f"  visible: {str(visible).lower()}\n"
        )
    return space


def verified(space: Workspace, keys: Path, name: str = "editors") -> tuple[int, str]:
    return space.command(
        "verify",
        str(space.path / "out"),
        "--key",
        str(keys / f"{name}.pub"),
        "--certificate",
        str(keys / f"{name}.pem"),
    )


@pytest.mark.parametrize("kind", ["ec", "rsa"])
@pytest.mark.parametrize("visible", [False, True])
def test_signed_pdfs_stay_accessible_and_archivable(
    own: Workspace, keys: Path, kind: str, visible: bool
) -> None:
    certificate(keys, kind=kind)
    before = (own.path / "out" / PAPER).read_bytes()
    code, said = signs_with(own, keys, visible=visible).command("sign")
    assert (code, said) == (0, "2 PDFs signed.\nout/SHA256SUMS signed.\n")
    paper = own.path / "out" / PAPER
    assert paper.read_bytes().startswith(before.rstrip())
    assert [str(finding) for finding in findings([paper])] == []
    with pikepdf.open(paper) as pdf:
        assert pdf.pdf_version == "1.7"
        assert "/Version" not in pdf.Root
        (field,) = pdf.Root.AcroForm.Fields
        assert f"Digitally signed by {SIGNER}, " in str(field.TU)
        assert (float(field.Rect[2]) > float(field.Rect[0])) == visible
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        tag = numbers[numbers.index(field.StructParent) + 1]
        assert (tag.S, tag.K[0].Obj.objgen) == ("/Form", field.objgen)
        assert field.V.SubFilter == "/ETSI.CAdES.detached"


def test_signatures_are_checked_and_one_changed_byte_is_found(own: Workspace, keys: Path) -> None:
    signs_with(own, keys)
    assert own.command("sign")[0] == 0
    assert own.snakemake("all", "bundles").returncode == 0
    assert own.command("sign")[0] == 0
    code, said = verified(own, keys)
    assert code == 0, said

    out = own.path / "out"
    for path in (out / PAPER, out / "SHA256SUMS", out / "SHA256SUMS.minisig"):
        content = path.read_bytes()
        at = len(content) // 2
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        code, said = verified(own, keys)
        assert code == 1, path
        assert said
        path.write_bytes(content)
    assert verified(own, keys)[0] == 0


def test_whoever_makes_checksums_to_fit_is_found_by_the_signatures(
    own: Workspace, keys: Path
) -> None:
    """A changed PDF, with checksums and manifest of its own."""
    signs_with(own, keys)
    assert own.command("sign")[0] == 0
    out = own.path / "out"
    content = bytearray((out / PAPER).read_bytes())
    content[content.index(b"\n%") + 2] ^= 1  # in a comment
    (out / PAPER).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    record = next(r for r in manifest["documents"] if r["path"].endswith(PAPER))
    old, record["sha256"] = record["sha256"], digest
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    sums = (out / "SHA256SUMS").read_text(encoding="utf-8").replace(old, digest)
    lines = [line for line in sums.splitlines() if not line.endswith("manifest.json")]
    lines.append(
        f"{hashlib.sha256((out / 'manifest.json').read_bytes()).hexdigest()}  manifest.json"
    )
    (out / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, said = verified(own, keys)
    assert code == 1
    assert "SHA256SUMS.minisig: it does not hold for SHA256SUMS with this key" in said
    assert f"{PAPER}: its signature does not hold" in said


def test_signatures_of_others_are_not_taken_for_the_publishers(own: Workspace, keys: Path) -> None:
    signs_with(own, keys)
    certificate(keys, "others")
    (keys / "others.pub").write_bytes(bytes(KeyPair.generate().public_key) + b"\n")
    assert "it is not signed" in verified(own, keys)[1]
    assert own.command("sign")[0] == 0
    code, said = verified(own, keys, "others")
    assert code == 1
    assert "it was signed by another" in said
    assert "SHA256SUMS.minisig: it does not hold" in said


def test_the_workflow_signs_before_it_bundles_and_publishes(
    own: Workspace, keys: Path, tmp_path: Path
) -> None:
    signs_with(own, keys)
    with (own.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"publishing: {{to: '{tmp_path / 'published'}'}}\n")
    done = own.snakemake("publish")
    assert done.returncode == 0, done.stderr
    assert verified(own, keys)[0] == 0
    paper = (tmp_path / "published" / PAPER).read_bytes()
    with zipfile.ZipFile(own.path / "out/bundles/test-groups-students-now.zip") as archive:
        assert archive.read(PAPER) == paper
    assert b"/ByteRange" in paper

    # What is signed stays as it is; what is made anew is signed anew.
    again = own.snakemake("publish")
    assert again.returncode == 0, again.stderr
    assert (own.path / "out" / PAPER).read_bytes() == paper
    own.edit("data/organizations/beta.yaml", "Beta Union", "Beta League")
    done = own.snakemake("publish")
    assert done.returncode == 0, done.stderr
    assert verified(own, keys)[0] == 0
    assert (own.path / "out" / PAPER).read_bytes() != paper
    secrets = [PASSPHRASE.encode(), (keys / "editors.key").read_bytes().splitlines()[1]]
    for path in own.path.rglob("*"):
        if path.is_file() and not path.is_symlink() and "scripts" not in path.parts:
            content = path.read_bytes()
            assert not any(secret in content for secret in secrets), path


def test_what_is_not_signed_is_not_published(
    own: Workspace, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_with(own, keys)
    with monkeypatch.context() as without:
        without.delenv(KEY_PASSPHRASE)
        code, said = own.command("publish", str(tmp_path / "published"))
    assert (code, f"set {KEY_PASSPHRASE}" in said) == (1, True), said
    code, said = own.command("publish", str(tmp_path / "published"))
    assert (code, f"out/{PAPER}: this is not signed" in said) == (1, True), said


def test_a_key_that_cannot_be_used_is_told_in_words(
    own: Workspace, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_with(own, keys)
    monkeypatch.setenv(CERTIFICATE_PASSPHRASE, "wrong horse")
    code, said = own.command("sign")
    assert (code, "no PKCS#12 file that this passphrase opens" in said) == (1, True), said
    monkeypatch.setenv(CERTIFICATE_PASSPHRASE, PASSPHRASE)
    monkeypatch.setenv(KEY_PASSPHRASE, "wrong horse")
    code, more = own.command("sign")
    assert (code, "no key of minisign that this passphrase opens" in more) == (1, True), more
    certificate(keys, days=(-20, -10))
    code, outdated = own.command("sign")
    assert (code, "the certificate is valid from" in outdated) == (1, True), outdated
    monkeypatch.delenv(CERTIFICATE_PASSPHRASE)
    code, lacking = own.command("sign")
    assert (code, f"set {CERTIFICATE_PASSPHRASE}" in lacking) == (1, True), lacking
    own.edit("config.yaml", f"{keys / 'editors.p12'}", "out/editors.p12")
    code, inside = own.command("sign")
    assert (code, "a key in out/ would be published" in inside) == (1, True), inside
    for text in (said, more, outdated, lacking, inside):
        assert "horse" not in text


def test_a_pair_of_keys_can_be_made(
    own: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_PASSPHRASE, PASSPHRASE)
    path = tmp_path / "own" / "papers.key"
    code, said = own.command("key", str(path))
    assert code == 0, said
    assert path.stat().st_mode & 0o777 == 0o600
    with (own.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"signing: {{key: {path}}}\n")
    assert own.command("sign") == (0, "out/SHA256SUMS signed.\n")
    options = ("--key", str(path.with_suffix(".pub")))
    code, said = own.command("verify", str(own.path / "out"), *options)
    assert code == 0, said
    assert "this is there already" in own.command("key", str(path))[1]
