"""The certificate authority of an installation: what it vouches for, and what it is renewed for."""

from __future__ import annotations

import datetime as dt
import os
import ssl
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from producer_app.core.errors import EnvironmentFault
from producer_app.link.door.network import addresses, is_private, literal
from producer_app.link.door.tls import Certificate, certificate_for

HOME = "192.168.7.20"


def leaf_of(certificate: Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate.leaf.read_bytes())


def authority_of(certificate: Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate.authority.read_bytes())


def test_a_server_can_show_it_and_a_phone_can_check_it(tmp_path: Path) -> None:
    made = certificate_for([HOME, "fd00::20"], tmp_path)
    server, phone = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    server.load_cert_chain(made.leaf)
    phone.load_verify_locations(made.authority)
    assert shakes_hands(server, phone, HOME)
    assert shakes_hands(server, phone, "fd00::20")
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shakes_hands(server, phone, "192.168.7.21")


def shakes_hands(server: ssl.SSLContext, client: ssl.SSLContext, ip: str) -> bool:
    """A TLS handshake in memory."""
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    there = server.wrap_bio(up, down, server_side=True)
    here = client.wrap_bio(down, up, server_hostname=ip)
    for _ in range(5):
        for end in (here, there):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return here.version() in ("TLSv1.3", "TLSv1.2")


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by other means")
def test_nobody_but_its_owner_reads_a_key(tmp_path: Path) -> None:
    made = certificate_for([HOME], tmp_path / "certificates")
    for secret in (made.leaf, made.leaf.with_name("authority.key")):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.leaf.parent.stat().st_mode) == 0o700


def test_the_authority_stays_and_the_leaf_follows_the_addresses(tmp_path: Path) -> None:
    first = certificate_for([HOME], tmp_path)
    leaf, authority = leaf_of(first), authority_of(first)
    again = certificate_for([HOME], tmp_path)
    assert leaf_of(again) == leaf
    moved = certificate_for(["10.0.0.9"], tmp_path)
    assert leaf_of(moved) != leaf
    assert authority_of(moved) == authority
    assert moved.fingerprint == first.fingerprint


def test_a_leaf_that_is_soon_over_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = leaf_of(certificate_for([HOME], tmp_path))
    monkeypatch.setattr("producer_app.link.door.tls.RENEWED_BEFORE", dt.timedelta(days=91))
    assert leaf_of(certificate_for([HOME], tmp_path)) != first


@pytest.mark.parametrize("lost", ["authority.key", "authority.crt", "server.pem"])
@pytest.mark.parametrize("with_what", [None, b"", b"not a certificate"])
def test_what_is_lost_or_broken_is_made_anew(
    tmp_path: Path, lost: str, with_what: bytes | None
) -> None:
    certificate_for([HOME], tmp_path)
    if with_what is None:
        (tmp_path / lost).unlink()
    else:
        (tmp_path / lost).write_bytes(with_what)
    made = certificate_for([HOME], tmp_path)
    leaf_of(made).verify_directly_issued_by(authority_of(made))


def test_the_authority_can_vouch_for_no_website(tmp_path: Path) -> None:
    made = certificate_for([HOME], tmp_path)
    forged = forge(made, x509.DNSName("bank.example"))
    server, phone = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    server.load_cert_chain(forged)
    phone.load_verify_locations(made.authority)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shakes_hands(server, phone, "bank.example")


def forge(made: Certificate, name: x509.GeneralName) -> Path:
    """What a thief of the key would make."""
    authority = authority_of(made)
    key = load_pem_private_key(made.leaf.with_name("authority.key").read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    now = dt.datetime.now(dt.UTC)
    leaf = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([name]), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = made.leaf.with_name("forged.pem")
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + leaf.public_bytes(Encoding.PEM))
    return path


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault, match="No certificate"):
        certificate_for([HOME], tmp_path / "file" / "certificates")


def test_an_address_of_the_internet_is_not_private() -> None:
    assert not any(map(is_private, ("8.8.8.8", "2001:4860::1", "172.32.0.1")))
    assert all(map(is_private, ("10.1.2.3", "172.31.0.1", "192.168.0.9", "fd12::1", "100.64.0.1")))


def test_an_address_of_this_machine_alone_is_not_offered() -> None:
    assert not any(address.ip.startswith(("127.", "::1", "fe80")) for address in addresses())
    assert (literal("10.0.0.1"), literal("fd00::1")) == ("10.0.0.1", "[fd00::1]")
