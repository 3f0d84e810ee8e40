"""This installation's own certificate authority, and the certificate its room server shows.

The authority vouches for private addresses and for nothing else, so that a phone which trusts it
trusts no website by it. Its key never leaves the folder, and only its owner reads it.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from producer_app.core.errors import EnvironmentFault
from producer_app.link.door.network import PRIVATE
from producer_app.paths import state_dir

AUTHORITY_LASTS: Final = dt.timedelta(days=5 * 365)
LEAF_LASTS: Final = dt.timedelta(days=90)
"""Phones refuse a server's certificate that is good for more than 825 days."""

RENEWED_BEFORE: Final = dt.timedelta(days=14)
"""A certificate is made anew when it is good for less than this."""

_YESTERDAY: Final = dt.timedelta(days=1)
_LOCAL_NAMES: Final = "local"
_FOLDER: Final = "certificates"
_AUTHORITY: Final = "authority.crt"
_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Where the room server finds what it shows: the leaf with its key in one file, and the
    authority that phones are given."""

    leaf: Path
    authority: Path
    fingerprint: str
    """SHA-256 of the authority, as people compare it: ``3F:A0:…``."""


def certificate_for(ips: Iterable[str], folder: Path | None = None) -> Certificate:
    """A certificate for these addresses by this installation's authority, made where it is missing,
    of other addresses or soon over. EnvironmentFault when the folder cannot be written."""
    home = folder or state_dir() / _FOLDER
    wanted = frozenset(ips)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        key, authority = _authority(home)
        leaf = home / "server.pem"
        if not _is_good(leaf, wanted, authority):
            _write(leaf, _new_leaf(wanted, key, authority), _OWNER_ONLY)
    except OSError as fault:
        raise EnvironmentFault(
            "link.no_certificate",
            "No certificate can be kept in {folder} ({reason}).",
            folder=home,
            reason=fault.strerror or str(fault),
        ) from fault
    return Certificate(
        leaf=leaf,
        authority=home / _AUTHORITY,
        fingerprint=fingerprint_of(authority),
    )


def authority_file() -> Path:
    """What whoever connects has to trust, of this installation; there once a line was shared."""
    return state_dir() / _FOLDER / _AUTHORITY


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate in pairs of digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _authority(home: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The authority that is kept, or a new one where there is none that can still be used."""
    try:
        key = load_pem_private_key((home / "authority.key").read_bytes(), None)
        kept = x509.load_pem_x509_certificate((home / _AUTHORITY).read_bytes())
        if isinstance(key, ec.EllipticCurvePrivateKey) and _is_of(kept, key) and _lasts(kept):
            return key, kept
    except (FileNotFoundError, ValueError):
        pass
    return _new_authority(home)


def _new_authority(home: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Producer Console"),
            x509.NameAttribute(NameOID.COMMON_NAME, "Producer Console, this installation"),
        ]
    )
    for_private: list[x509.GeneralName] = [x509.IPAddress(net) for net in PRIVATE]
    authority = (
        _builder(name, name, key.public_key(), AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_uses(signs_certificates=True), critical=True)
        .add_extension(
            x509.NameConstraints(
                permitted_subtrees=[x509.DNSName(_LOCAL_NAMES), *for_private],
                excluded_subtrees=None,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(home / "authority.key", _pem_of(key), _OWNER_ONLY)
    _write(home / _AUTHORITY, authority.public_bytes(serialization.Encoding.PEM), 0o644)
    return key, authority


def _new_leaf(
    ips: frozenset[str], authority_key: ec.EllipticCurvePrivateKey, authority: x509.Certificate
) -> bytes:
    """A new key and its certificate, in the order in which a server reads them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Producer Console rooms")])
    names = [x509.IPAddress(ipaddress.ip_address(ip)) for ip in sorted(ips)]
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    leaf = (
        _builder(name, authority.subject, key.public_key(), LEAF_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_uses(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(issuer, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _pem_of(key) + leaf.public_bytes(serialization.Encoding.PEM)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, lasts: dt.timedelta
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _YESTERDAY)
        .not_valid_after(now + lasts)
    )


def _uses(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _is_good(path: Path, ips: frozenset[str], authority: x509.Certificate) -> bool:
    """True while the leaf that is kept is of this authority, for these addresses, and lasts."""
    try:
        pem = path.read_bytes()
        leaf, key = x509.load_pem_x509_certificate(pem), load_pem_private_key(pem, None)
        leaf.verify_directly_issued_by(authority)
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (FileNotFoundError, ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    is_for_these = {str(ip) for ip in names.get_values_for_type(x509.IPAddress)} == ips
    return is_for_these and _is_of(leaf, key) and _lasts(leaf)


def _is_of(certificate: x509.Certificate, key: PrivateKeyTypes) -> bool:
    """True where the certificate is of that key."""
    return certificate.public_key() == key.public_key()


def _lasts(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_after_utc - dt.datetime.now(dt.UTC) > RENEWED_BEFORE


def _pem_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    """Writes a file whole or not at all; nobody else may look into it meanwhile."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
