import base64
import os

from . import clients


def seal(text):
    answer = clients.kms.encrypt(KeyId=os.environ["KEY"], Plaintext=text.encode())
    return base64.b64encode(answer["CiphertextBlob"]).decode()


def unseal(text):
    return clients.kms.decrypt(CiphertextBlob=base64.b64decode(text))["Plaintext"].decode()


def add(owner, line):
    clients.ddb.update_item(
        TableName=os.environ["BASKETS"],
        Key={"owner": {"S": owner}},
        UpdateExpression="SET lines = list_append(if_not_exists(lines, :none), :line)",
        ExpressionAttributeValues={":none": {"L": []}, ":line": {"L": [{"S": seal(line)}]}},
    )


def receipt(owner):
    clients.mail.send_email(
        FromEmailAddress=os.environ["SENDER"],
        Destination={"ToAddresses": [owner]},
        Content={"Simple": {"Subject": {"Data": "Basket"}, "Body": {"Text": {"Data": "Thanks"}}}},
    )


def handler(event, context):
    for line in event["lines"]:
        add(event["owner"], line)
    receipt(event["owner"])
