"""Small things that unpack to very large ones, or never end: files as bytes, answers of the web as flows."""

from __future__ import annotations

import copy
import gzip
import io
import itertools
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator

from fakes.web import Answer, Send, page

UNPACKED = 300_000_000
"""Bytes that each bomb would give: far more than the memory that is allowed, and made in little time."""
_ZEROS = bytes(1_000_000)


def zeros(size: int = UNPACKED) -> bytes:
    """Return `size` zeros, packed with zlib."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(_ZEROS) for _ in range(size // len(_ZEROS))]
    return b"".join((*parts, packer.flush()))


def gzipped(size: int = UNPACKED) -> bytes:
    """Return `size` zeros as a gzip file."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as packed:
        for _ in range(size // len(_ZEROS)):
            packed.write(_ZEROS)
    return out.getvalue()


def zipped(members: dict[str, bytes | int]) -> bytes:
    """Return a zip; a number stands for so many zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            with archive.open(name, "w") as member:
                if isinstance(content, bytes):
                    member.write(content)
                else:
                    for _ in range(content // len(_ZEROS)):
                        member.write(_ZEROS)
    return out.getvalue()


def overlapping(times: int) -> bytes:
    """Return a zip of which `times` entries are one and the same (Fifield, A better zip bomb, 2019)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"word " * 900_000)
        archive.filelist += [copy.copy(archive.filelist[0]) for _ in range(times - 1)]
    return out.getvalue()


def lying(size: int) -> bytes:
    """Return a zip that says its one member is small."""
    raw = bytearray(zipped({"a.txt": size}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(signature) + offset
        raw[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(raw)


def docx(document: bytes | int, **others: bytes | int) -> bytes:
    """Return a DOCX with this as its document."""
    kinds = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        b'"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml'
        b'.document.main+xml"/><Default Extension="bin" ContentType="application/octet-stream"/></Types>'
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )
    parts: dict[str, bytes | int] = {"[Content_Types].xml": kinds, "_rels/.rels": relations}
    return zipped(parts | {"word/document.xml": document} | others)


WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
PARAGRAPH = b"<w:p><w:r><w:t>They met in Oslo.</w:t></w:r></w:p>"


def pdf(content: bytes, filters: str = "/FlateDecode", pages: int = 1) -> bytes:
    """Return a PDF whose pages all have this stream."""
    kids = " ".join("3 0 R" for _ in range(pages))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}/Filter {filters}>>stream\n".encode() + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, at = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        at.append(len(body))
        body += f"{number} 0 obj".encode() + each + b"endobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in at)
    start = len(body)
    body += f"xref\n0 {len(at) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(at) + 1}/Root 1 0 R>>\n".encode()
    return bytes(body) + f"startxref\n{start}\n%%EOF".encode()


FILES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "zip": lambda: ("a.zip", zipped({"a.txt": UNPACKED})),
    "zip of many": lambda: ("b.zip", zipped({f"{number}.txt": 4_000_000 for number in range(60)})),
    "zip of many too large": lambda: ("l.zip", zipped({f"{number}.txt": 6_000_000 for number in range(600)})),
    "nested zip": lambda: ("c.zip", zipped({"a.zip": zipped({"a.txt": UNPACKED})})),
    "overlapping zip": lambda: ("d.zip", overlapping(1_500)),
    "zip that lies": lambda: ("e.zip", lying(UNPACKED)),
    "docx": lambda: ("f.docx", docx(UNPACKED)),
    "docx of paragraphs": lambda: ("g.docx", docx(WORD + PARAGRAPH * 2_000_000 + b"</w:body></w:document>")),
    "docx with a picture": lambda: ("h.docx", docx(WORD + b"</w:body></w:document>", **{"word/a.bin": UNPACKED})),
    "pdf": lambda: ("i.pdf", pdf(zeros())),
    "pdf packed twice": lambda: ("j.pdf", pdf(zlib.compress(zeros(), 9), "[/FlateDecode/FlateDecode]")),
    "pdf of a thousand pages": lambda: (
        "k.pdf",
        pdf(zlib.compress(b"BT /F 9 Tf (word) Tj ET " * 40_000, 9), pages=1_000),
    ),
}
"""By name: what makes a file's name and its bytes."""


def _answer(body: bytes, *headers: str) -> bytes:
    return page(body, *headers)


def _chunked(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        send(b"10000\r\n" + bytes(65_536) + b"\r\n")


def _dripping(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        send(b"x")
        time.sleep(0.05)


def _drip_in_headers(send: Send) -> None:
    for byte in itertools.chain(b"HTTP/1.1 200 OK\r\nX: ", itertools.repeat(120)):
        send(bytes([byte]))
        time.sleep(0.05)


def _headers(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        send(f"X-{number}: {'x' * 1_000}\r\n".encode())


def _one_header(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        send(_ZEROS.replace(b"\0", b"x"))


def _continues(send: Send) -> None:
    while True:
        send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def _endless(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        send(_ZEROS)


def _redirects() -> Iterator[tuple[str, Answer]]:
    yield "/redirects", page(b"", "Location: /r0", status="302 Found")
    for number in range(20):
        yield f"/r{number}", page(b"", f"Location: /r{number + 1}", status="302 Found")


def answers() -> dict[str, Answer]:
    """Return the answers of a hostile server, by path."""
    once = gzipped()
    return {
        "/gzip": _answer(once, "Content-Encoding: gzip"),
        "/gzip-in-gzip": _answer(gzip.compress(once), "Content-Encoding: gzip, gzip"),
        "/brotli": _answer(b"\x5b\xff\xff" + bytes(1_000), "Content-Encoding: br"),
        "/drip": _dripping,
        "/drip-in-headers": _drip_in_headers,
        "/headers": _headers,
        "/one-header": _one_header,
        "/continues": _continues,
        "/chunked": _chunked,
        "/endless": _endless,
        **dict(_redirects()),
    }


PATHS = (
    *("/gzip", "/gzip-in-gzip", "/brotli", "/drip", "/drip-in-headers", "/headers", "/one-header"),
    *("/continues", "/chunked", "/endless", "/redirects"),
)
"""The bombs among them."""
