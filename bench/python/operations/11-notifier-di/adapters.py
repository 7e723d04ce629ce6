import json
import time
import urllib.request


class DynamoUsers:
    def __init__(self, table):
        self._table = table

    def find(self, user_id):
        return self._table.get_item(Key={"id": user_id}, ConsistentRead=True)["Item"]

    def touch(self, user_id):
        self._table.update_item(
            Key={"id": user_id},
            UpdateExpression="SET last_notified = :t",
            ExpressionAttributeValues={":t": int(time.time())},
        )


class SnsPush:
    name = "push"

    def __init__(self, sns):
        self._sns = sns

    def send(self, user, kind, payload):
        for arn in user.get("endpoints", []):
            attrs = self._sns.get_endpoint_attributes(EndpointArn=arn)["Attributes"]
            if attrs["Enabled"] == "true":
                self._sns.publish(
                    TargetArn=arn,
                    MessageStructure="json",
                    Message=json.dumps({"default": kind, "GCM": json.dumps({"data": payload})}),
                )


class SesMail:
    name = "mail"

    def __init__(self, ses, sender):
        self._ses, self._sender = ses, sender

    def send(self, user, kind, payload):
        self._ses.send_templated_email(
            Source=self._sender,
            Destination={"ToAddresses": [user["email"]]},
            Template=f"notify-{kind}",
            TemplateData=json.dumps(payload),
        )


class SlackChannel:
    name = "slack"

    def __init__(self, secrets, secret_id):
        self._secrets, self._id = secrets, secret_id

    def send(self, user, kind, payload):
        hook = self._secrets.get_secret_value(SecretId=self._id)["SecretString"]
        urllib.request.urlopen(hook, json.dumps({"text": f"{kind} {payload}"}).encode(), timeout=3)
