"""A photograph for forms."""

import struct
import zlib


def photograph(width: int = 320, height: int = 200, shade: int = 90) -> dict:
    """A PNG of one colour, as a browser's file field takes it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes((shade, 120, 160)) * width for _ in range(height))
    image = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return {"name": "photograph.png", "mimeType": "image/png", "buffer": image}
