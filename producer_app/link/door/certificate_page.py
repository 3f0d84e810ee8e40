"""The page by which a phone gets this installation's certificate: in plain http, and only that."""

from __future__ import annotations

import hashlib
import html
import ssl
from collections.abc import Mapping
from typing import Final

from aiohttp import web

from producer_app.link.door.listening import Listening
from producer_app.link.pages import PageFile

CERTIFICATE: Final = "/producer-console.crt"
_TYPE: Final = "application/x-x509-ca-cert"
_NOT_HERE: Final = "There is no such page.\n"


class CertificatePage:
    """What is asked for on the plain port of an address that is shared by https."""

    def __init__(self, files: Mapping[str, PageFile], listening: Listening) -> None:
        self._files, self._listening = files, listening

    async def serve(self, request: web.Request) -> web.Response:
        """The page, its style, or the certificate itself."""
        if request.path == CERTIFICATE and self._listening.authority:
            return _answer(self._listening.authority, _TYPE)
        file = self._files.get(request.path)
        if file is None:
            return web.Response(status=404, text=_NOT_HERE)
        if request.path in ("/", "/index.html"):
            return _answer(self._filled_in(file.body, request), file.content_type)
        return _answer(file.body, file.content_type)

    def _filled_in(self, body: bytes, request: web.Request) -> bytes:
        """The page with the certificate's fingerprint, and the address it is good for."""
        ip = request.transport.get_extra_info("sockname")[0] if request.transport else ""
        text = body.decode()
        text = text.replace("{fingerprint}", fingerprint(self._listening.authority))
        return text.replace("{pages}", html.escape(self._listening.pages_at(ip))).encode()


def _answer(body: bytes, content_type: str) -> web.Response:
    return web.Response(body=body, headers={"Content-Type": content_type})


def fingerprint(pem: bytes) -> str:
    """SHA-256 of a certificate in pairs of digits; empty where there is none."""
    if not pem:
        return ""
    digits = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.decode())).hexdigest().upper()
    return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
