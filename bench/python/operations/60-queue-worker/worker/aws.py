import boto3


class Lazy:
    """aws.sqs, aws.s3 ... made when first touched"""

    def __init__(self, **resources):
        self._specs = resources
        self._made = {}

    def __getattr__(self, name):
        if name not in self._made:
            kind, service = self._specs[name]
            self._made[name] = getattr(boto3, kind)(service)
        return self._made[name]


aws = Lazy(
    queue=("resource", "sqs"),
    bucket=("resource", "s3"),
    scheduler=("client", "scheduler"),
    sns=("resource", "sns"),
)
