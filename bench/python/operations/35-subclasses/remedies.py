"""Remedies for findings of Config rules; each class registers itself."""
from abc import ABC, abstractmethod
from typing import ClassVar

import boto3


class Remedy(ABC):
    rules: ClassVar[dict[str, type["Remedy"]]] = {}
    service: ClassVar[str]

    def __init_subclass__(cls, /, rule: str | None = None, **kwargs):
        super().__init_subclass__(**kwargs)
        if rule is not None:
            Remedy.rules[rule] = cls

    def __init__(self, region: str):
        self.client = boto3.client(self.service, region_name=region)

    @abstractmethod
    def apply(self, resource: str) -> None: ...

    @classmethod
    def of(cls, rule: str, region: str) -> "Remedy":
        return cls.rules[rule](region)


class CloseSecurityGroup(Remedy, rule="restricted-ssh"):
    service = "ec2"

    def apply(self, resource):
        groups = self.client.describe_security_groups(GroupIds=[resource])["SecurityGroups"]
        for group in groups:
            self.client.revoke_security_group_ingress(
                GroupId=resource, IpPermissions=group["IpPermissions"]
            )


class EncryptTopic(Remedy, rule="sns-encrypted-kms"):
    service = "sns"

    def apply(self, resource):
        self.client.set_topic_attributes(
            TopicArn=resource, AttributeName="KmsMasterKeyId", AttributeValue="alias/aws/sns"
        )


class RotateKey(Remedy, rule="cmk-backing-key-rotation-enabled"):
    service = "kms"

    def apply(self, resource):
        self.client.enable_key_rotation(KeyId=resource)
