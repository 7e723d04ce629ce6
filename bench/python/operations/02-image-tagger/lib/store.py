import contextlib
import functools
import os
import tempfile

import boto3
from boto3.s3.transfer import TransferConfig

_TRANSFER = TransferConfig(multipart_threshold=64 * 1024 * 1024, use_threads=False)


class ObjectStore:
    @functools.cached_property
    def _s3(self):
        return boto3.client("s3")

    @contextlib.contextmanager
    def local_copy(self, bucket, key):
        fd, path = tempfile.mkstemp()
        os.close(fd)
        try:
            self._s3.download_file(bucket, key, path, Config=_TRANSFER)
            yield path
        finally:
            os.unlink(path)

    def put_thumbnail(self, bucket, key, path):
        self._s3.upload_file(
            path,
            os.environ.get("THUMB_BUCKET", bucket),
            f"thumbs/{key}.webp",
            ExtraArgs={"ContentType": "image/webp", "CacheControl": "max-age=86400"},
            Config=_TRANSFER,
        )

    def tag(self, bucket, key, labels):
        self._s3.put_object_tagging(
            Bucket=bucket,
            Key=key,
            Tagging={"TagSet": [{"Key": f"label{i}", "Value": v} for i, v in enumerate(labels)]},
        )

    def quarantine(self, bucket, key):
        self._s3.copy(
            {"Bucket": bucket, "Key": key}, os.environ["QUARANTINE_BUCKET"], key
        )
        self._s3.delete_object(Bucket=bucket, Key=key)
