import base64
import hashlib
import hmac
import os

import boto3

KEY = os.environ.get("KEY_ID", "alias/config")


class Envelope:
    """Encrypts with a data key; XOR keystream stands in for the AES of a layer."""

    def __init__(self, kms=None):
        self.kms = kms or boto3.client("kms")

    def seal(self, data):
        key = self.kms.generate_data_key(KeyId=KEY, KeySpec="AES_256")
        return base64.b64encode(key["CiphertextBlob"]), _stream(key["Plaintext"], data)

    def open(self, wrapped, data):
        plain = self.kms.decrypt(CiphertextBlob=base64.b64decode(wrapped))["Plaintext"]
        return _stream(plain, data)

    def signature(self, data):
        digest = hashlib.sha256(data).digest()
        out = self.kms.sign(KeyId=KEY, Message=digest, MessageType="DIGEST", SigningAlgorithm="ECDSA_SHA_256")
        return out["Signature"]

    def rewrap(self, wrapped):
        blob = base64.b64decode(wrapped)
        return self.kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=KEY)["CiphertextBlob"]


def _stream(key, data):
    out = bytearray()
    for block in range(0, len(data), 32):
        pad = hmac.new(key, block.to_bytes(8, "big"), "sha256").digest()
        out += bytes(a ^ b for a, b in zip(data[block : block + 32], pad))
    return bytes(out)
