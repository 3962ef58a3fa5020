"""Workbooks that are encrypted although nobody set a password to open them.

Excel encrypts a workbook whose structure is protected, with a password that it knows itself and
never asks for ([MS-OFFCRYPTO] 2.3.6 and 2.3.7). Such a file opens without a question at the
county, so it must open here. Imported only when an encrypted package comes.
"""

import base64
import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from xml.etree import ElementTree

from dagster_project.spreadsheets.formats.limits import MAX_PLAIN_FILE, TOO_LARGE
from dagster_project.spreadsheets.formats.ole import DamagedContainerError, check_directory
from dagster_project.spreadsheets.formats.refusals import ENCRYPTED
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

_PASSWORD = "VelvetSweatshop".encode("utf-16-le")  # Excel's own, the same for every file
_STANDARD_ROUNDS = 50_000
_MOST_ROUNDS = 1_000_000
_SEGMENT = 4096
_HASHES = ("SHA1", "SHA256", "SHA384", "SHA512")
_INPUT, _VALUE, _KEY = (
    bytes.fromhex(block) for block in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6")
)


def decrypted(data: bytes) -> bytes:
    """The workbook within an encrypted package.

    Raises:
        UnreadableFileError: a password was set, or the package is encrypted in another way.
    """
    try:
        info, package = _streams(data)
        size = struct.unpack_from("<Q", package)[0]
        if size > MAX_PLAIN_FILE:
            raise UnreadableFileError(TOO_LARGE)
        major, minor = struct.unpack_from("<HH", info)
        decrypt = _agile(info[8:]) if (major, minor) == (4, 4) else _standard(info)
        return decrypt(package[8:])[:size]
    except (ValueError, KeyError, struct.error, ElementTree.ParseError, StopIteration) as error:
        raise UnreadableFileError(ENCRYPTED) from error


def _streams(data: bytes) -> tuple[bytes, bytes]:
    from xlrd.compdoc import CompDoc, CompDocError

    try:
        check_directory(data)
        container = CompDoc(data, logfile=StringIO())
        found = []
        for name in ("EncryptionInfo", "EncryptedPackage"):
            memory, start, length = container.locate_named_stream(name)
            found.append(bytes(memory[start : start + length]) if memory else b"")
        return found[0], found[1]
    except (CompDocError, DamagedContainerError, AssertionError, IndexError) as error:
        raise UnreadableFileError(ENCRYPTED) from error


def _hash(name: str) -> Callable[[bytes], bytes]:
    if name not in _HASHES:
        raise ValueError(name)
    return lambda data: hashlib.new(name, data, usedforsecurity=False).digest()


def _aes(key: bytes, iv: bytes | None, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    # The format has ECB; what is read this way was no secret.
    mode = modes.ECB() if iv is None else modes.CBC(iv)  # noqa: S305
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    return decryptor.update(data[: len(data) // 16 * 16]) + decryptor.finalize()


def _standard(info: bytes) -> Callable[[bytes], bytes]:
    """Decryption of Excel 2007: AES in blocks of their own, SHA-1."""
    header_size = struct.unpack_from("<I", info, 8)[0]
    key_size = struct.unpack_from("<I", info, 28)[0] // 8
    verifier = info[12 + header_size :]
    salt, wanted, proof = verifier[4:20], verifier[20:36], verifier[40:72]
    sha1 = _hash("SHA1")
    digest = sha1(salt + _PASSWORD)
    for number in range(_STANDARD_ROUNDS):
        digest = sha1(struct.pack("<I", number) + digest)
    digest = sha1(digest + struct.pack("<I", 0))
    halves = [bytes(a ^ b for a, b in zip(digest.ljust(64, b"\0"), bytes([pad]) * 64, strict=True))
              for pad in (0x36, 0x5C)]  # fmt: skip
    key = b"".join(map(sha1, halves))[:key_size]
    if sha1(_aes(key, None, wanted)) != _aes(key, None, proof)[:20]:
        raise UnreadableFileError(ENCRYPTED)
    return lambda data: _aes(key, None, data)


@dataclass(frozen=True)
class _Lock:
    """What an element of an agile description says of a key."""

    salt: bytes
    digest: Callable[[bytes], bytes]
    key_size: int
    block_size: int

    @classmethod
    def of(cls, element: ElementTree.Element) -> "_Lock":
        says = element.attrib
        if says["cipherAlgorithm"] != "AES" or says["cipherChaining"] != "ChainingModeCBC":
            raise ValueError(says["cipherAlgorithm"])
        digest = _hash(says["hashAlgorithm"].replace("-", ""))
        salt = base64.b64decode(says["saltValue"])
        return cls(salt, digest, int(says["keyBits"]) // 8, int(says["blockSize"]))

    def iv(self, number: int | None = None) -> bytes:
        """Where chaining begins, for a numbered segment or for a key."""
        start = self.salt if number is None else self.digest(self.salt + struct.pack("<I", number))
        return start[: self.block_size].ljust(self.block_size, b"\x36")


def _agile(description: bytes) -> Callable[[bytes], bytes]:
    """Decryption of Excel 2010 and later, which describes itself in XML."""
    if b"<!DOCTYPE" in description:
        raise UnreadableFileError(ENCRYPTED)
    root = ElementTree.fromstring(description)  # noqa: S314
    outer = next(element for element in root if element.tag.endswith("}keyData"))
    inner = next(element for element in root.iter() if element.tag.endswith("}encryptedKey"))
    lock, rounds = _Lock.of(inner), int(inner.attrib["spinCount"])
    if not 0 <= rounds <= _MOST_ROUNDS:
        raise UnreadableFileError(ENCRYPTED)
    digest = lock.digest(lock.salt + _PASSWORD)
    for number in range(rounds):
        digest = lock.digest(struct.pack("<I", number) + digest)

    def opened(name: str, block: bytes) -> bytes:
        key = lock.digest(digest + block)[: lock.key_size].ljust(lock.key_size, b"\x36")
        return _aes(key, lock.iv(), base64.b64decode(inner.attrib[name]))

    wanted = lock.digest(opened("encryptedVerifierHashInput", _INPUT)[: len(lock.salt)])
    if opened("encryptedVerifierHashValue", _VALUE)[: len(wanted)] != wanted:
        raise UnreadableFileError(ENCRYPTED)
    data_lock = _Lock.of(outer)
    key = opened("encryptedKeyValue", _KEY)[: data_lock.key_size]

    def decrypt(data: bytes) -> bytes:
        starts = range(0, len(data), _SEGMENT)
        return b"".join(
            _aes(key, data_lock.iv(number), data[start : start + _SEGMENT])
            for number, start in enumerate(starts)
        )

    return decrypt
