import csv
import datetime
import io
import time

OLD = datetime.timedelta(days=90)


def _age(moment):
    return datetime.datetime.now(moment.tzinfo) - moment


class Check:
    registry = []

    def __init_subclass__(cls, active=True, **kw):
        super().__init_subclass__(**kw)
        if active:
            Check.registry.append(cls)

    def __init__(self, iam, client):
        self.iam = iam
        self.client = client

    def findings(self):
        raise NotImplementedError


class OldKeys(Check):
    def findings(self):
        for user in self.iam.users.all():
            for key in user.access_keys.all():
                if key.status == "Active" and _age(key.create_date) > OLD:
                    used = self.client.get_access_key_last_used(AccessKeyId=key.id)
                    yield {"user": user.name, "key": key.id, "last": str(used["AccessKeyLastUsed"].get("LastUsedDate"))}
                    key.deactivate()


class NoMfa(Check):
    def findings(self):
        for page in self.client.get_paginator("list_users").paginate():
            for user in page["Users"]:
                name = user["UserName"]
                try:
                    self.client.get_login_profile(UserName=name)
                except self.client.exceptions.NoSuchEntityException:
                    continue
                if not self.client.list_mfa_devices(UserName=name)["MFADevices"]:
                    yield {"user": name, "mfa": False}


class Report(Check):
    def findings(self):
        while self.client.generate_credential_report()["State"] != "COMPLETE":
            time.sleep(0.01)
        content = self.client.get_credential_report()["Content"]
        for row in csv.DictReader(io.StringIO(content.decode())):
            if row.get("password_enabled") == "true" and row.get("password_last_used") == "no_information":
                yield {"user": row["user"], "never": True}


class InlinePolicies(Check, active=False):
    def findings(self):
        for role in self.client.list_roles()["Roles"]:
            for name in self.client.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
                yield self.client.get_role_policy(RoleName=role["RoleName"], PolicyName=name)
