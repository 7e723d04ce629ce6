import json
import os
import time
from types import SimpleNamespace

import boto3


def make_cache(seconds):
    stored, since = {}, 0.0

    def cached(load):
        def read(*names):
            nonlocal since
            if time.monotonic() - since > seconds or names not in stored:
                stored[names] = load(*names)
                since = time.monotonic()
            return stored[names]

        return read

    return cached


def make_flags(session=None):
    session = session or boto3.Session()
    data, config = session.client("appconfigdata"), session.client("appconfig")
    cached = make_cache(30)
    token = None

    @cached
    def flags(profile):
        nonlocal token
        token = token or data.start_configuration_session(
            ApplicationIdentifier=os.environ["APP"],
            EnvironmentIdentifier=os.environ["ENV"],
            ConfigurationProfileIdentifier=profile,
        )["InitialConfigurationToken"]
        answer = data.get_latest_configuration(ConfigurationToken=token)
        token = answer["NextPollConfigurationToken"]
        return json.loads(answer["Configuration"].read() or b"{}")

    def is_on(profile, name):
        return flags(profile).get(name, {}).get("enabled", False)

    def deploy(profile, version):
        def start(strategy):
            return config.start_deployment(
                ApplicationId=os.environ["APP"],
                EnvironmentId=os.environ["ENV"],
                DeploymentStrategyId=strategy,
                ConfigurationProfileId=profile,
                ConfigurationVersion=version,
            )

        return start

    def versions(profile):
        return config.list_hosted_configuration_versions(
            ApplicationId=os.environ["APP"], ConfigurationProfileId=profile
        )

    return SimpleNamespace(is_on=is_on, deploy=deploy, versions=versions)
