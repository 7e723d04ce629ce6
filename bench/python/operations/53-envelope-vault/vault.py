import base64
import functools
import os

import boto3

KEY_ID = os.environ.get("KEY_ID", "alias/vault")
BUCKET = os.environ.get("VAULT_BUCKET", "vault")


@functools.cache
def aws(name):
    return boto3.client(name, region_name=os.environ.get("AWS_REGION"))


def needs(*names):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*args, **kw):
            return fn(*[aws(n) for n in names], *args, **kw)
        return inner
    return deco


def xor(data, key):
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


@needs("kms", "s3")
def seal(kms, s3, name, plain):
    dk = kms.generate_data_key(KeyId=KEY_ID, KeySpec="AES_256", EncryptionContext={"name": name})
    s3.put_object(
        Bucket=BUCKET, Key=name, Body=xor(plain, dk["Plaintext"]),
        Metadata={"dk": base64.b64encode(dk["CiphertextBlob"]).decode()},
    )


@needs("kms", "s3")
def unseal(kms, s3, name):
    obj = s3.get_object(Bucket=BUCKET, Key=name)
    dk = kms.decrypt(
        CiphertextBlob=base64.b64decode(obj["Metadata"]["dk"]), EncryptionContext={"name": name}
    )
    return xor(obj["Body"].read(), dk["Plaintext"])


@needs("s3")
def exists(s3, name):
    try:
        s3.head_object(Bucket=BUCKET, Key=name)
    except s3.exceptions.ClientError as e:
        if e.response["Error"]["Code"] == "404":
            return False
        raise
    return True


@needs("kms")
def roll(kms):
    kms.rotate_key_on_demand(KeyId=KEY_ID)


def handler(event, context):
    name = event["name"]
    if event["action"] == "put":
        if exists(name) and not event.get("overwrite"):
            return {"error": "exists"}
        seal(name, event["value"].encode())
        return {"stored": name}
    return {"value": unseal(name).decode()}
