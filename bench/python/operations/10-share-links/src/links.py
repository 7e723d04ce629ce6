from boto3.session import Session
from botocore.client import Config


class Signer:
    TTL = 600

    def __init__(self, bucket, session=None):
        self.bucket = bucket
        self._s3 = (session or Session()).client(
            service_name="s3", config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
        )

    def _sign(self, method, key, **extra):
        return self._s3.generate_presigned_url(
            ClientMethod=method,
            Params={"Bucket": self.bucket, "Key": key, **extra},
            ExpiresIn=self.TTL,
        )

    def get(self, key):
        return self._sign("get_object", key, ResponseContentDisposition="attachment")

    def put(self, key):
        return self._sign("put_object", key)

    def form(self, key, limit):
        return self._s3.generate_presigned_post(
            self.bucket, key, Conditions=[["content-length-range", 1, limit]], ExpiresIn=self.TTL
        )
