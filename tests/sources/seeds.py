"""One sound file of every kind that is opened, for fuzzing to damage."""

import gzip
import io
import tarfile
import zipfile
from functools import cache

WORDS = "Norland has ordered nine patrol boats from Sudria, its navy said on Monday.\n"
HTML = (
    '<!doctype html><html lang="en"><head><title>Boats | Post</title><meta property="article:published_time" content="2031-05-05">'
    '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ansa Vell"},"datePublished":"2031-05-05"}</script></head>'
    f"<body><nav><a href='/'>Home</a></nav><article><h1>Boats for Norland</h1><p>By Ansa Vell</p><p>{WORDS * 3}</p>"
    "<table><tr><th>Type</th><td>9</td></tr></table><ul><li>One</li></ul></article><footer>&copy; Post</footer></body></html>"
)
LETTER = (
    "From: Ansa Vell <a@post.example>\r\nSubject: =?utf-8?q?Boats?=\r\nDate: Mon, 05 May 2031 10:00:00 +0200\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="B"\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n'
    f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{WORDS * 3}=E2=80=94\r\n--B\r\nContent-Type: text/html\r\n\r\n{HTML}\r\n--B--\r\n"
)
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj
5 0 obj<</Length 74>>stream
BT /F 12 Tf 20 200 Td (Norland has ordered nine patrol boats.) Tj ET      \nendstream
endobj
trailer<</Root 1 0 R/Size 6>>
startxref
0
%%EOF
"""


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _tar(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in (("a.txt", WORDS.encode()), ("b.html", HTML.encode())):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _warc() -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{HTML}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/\r\nWARC-Date: 2031-05-05T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _parquet() -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        return b"PAR1"
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"id": ["a", "b"], "text": [WORDS, "two"]}), out)
    return out.getvalue()


@cache
def seeds() -> dict[str, bytes]:
    """The files by their ending."""
    record = b'{"document":"d","text":"Norland has ordered nine boats.","written":"2031-05-05","title":"Boats"}\n'
    table = f"id,title,date,text\nr1,Boats,2031-05-05,{WORDS}"
    document = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Boats</w:t></w:r></w:p></w:body></w:document>'
    return {
        ".txt": f"Home | News\nBoats for Norland\nBy Ansa Vell\n4 May 2031\n{WORDS * 3}Read more: x\n".encode(),
        ".jsonl": record * 3,
        ".html": HTML.encode(),
        ".mhtml": LETTER.encode(),
        ".eml": LETTER.encode(),
        ".mbox": (f"From a@b Mon May  5 10:00:00 2031\n{LETTER}\n" * 2).encode(),
        ".pdf": PDF,
        ".docx": zipped({"word/document.xml": document.encode(), "docProps/core.xml": b"<x/>"}),
        ".csv": table.encode(),
        ".parquet": _parquet(),
        ".zip": zipped({"a.txt": WORDS.encode(), "in/b.html": HTML.encode(), "c.jsonl": record}),
        ".tar": _tar("w"),
        ".tgz": _tar("w:gz"),
        ".gz": gzip.compress(WORDS.encode(), mtime=0),
        ".warc": _warc(),
        ".warc.gz": gzip.compress(_warc(), mtime=0),
    }
