import os


class Session:
    def __init__(self, profile=None, region=None):
        self.profile = profile or os.environ.get("AWS_PROFILE", "default")
        self.region = region or os.environ.get("AWS_REGION", "us-east-1")

    def __repr__(self):
        return f"<Session {self.profile} {self.region}>"


def get_session(**kw):
    return Session(**kw)
