"""Every page of an encrypted file as its key opens it, those no longer used too."""

from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED = 4096, 80


def decrypted_pages(data: bytes, key: bytes) -> Iterator[bytes]:
    """Give every page as the file holds it: salt, body, vector, checksum."""
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        body, vector = page[0 if start else 16 : -RESERVED], page[-RESERVED:][:16]
        opening = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
        yield opening.update(body) + opening.finalize()
