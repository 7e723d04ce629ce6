import json
import os
import time
from contextlib import contextmanager

import boto3
from boto3.dynamodb.conditions import Key

MODEL = os.environ.get("MODEL", "anthropic.claude-3-haiku-20240307-v1:0")
EMBED = "amazon.titan-embed-text-v2:0"
KB = os.environ.get("KB", "ABCDEFGHIJ")
GUARD = os.environ.get("GUARDRAIL", "guard1")

bedrock = boto3.client("bedrock-runtime")
agents = boto3.client("bedrock-agent-runtime")
history = boto3.resource("dynamodb").Table(os.environ.get("HISTORY", "chat"))


class Conversation:
    def __init__(self, ident):
        self.ident = ident
        self.turns = []
        self.fresh = []

    def load(self):
        found = history.query(KeyConditionExpression=Key("chat").eq(self.ident), Limit=20, ScanIndexForward=False)
        self.turns = [{"role": i["role"], "content": [{"text": i["text"]}]} for i in reversed(found["Items"])]
        return self

    def say(self, role, text):
        turn = {"role": role, "content": [{"text": text}]}
        self.turns.append(turn)
        self.fresh.append((role, text))

    def save(self):
        with history.batch_writer() as batch:
            for n, (role, text) in enumerate(self.fresh):
                batch.put_item(Item={"chat": self.ident, "at": time.time_ns() + n, "role": role, "text": text})


@contextmanager
def conversation(ident):
    chat = Conversation(ident).load()
    yield chat
    chat.save()


def passages(question):
    out = agents.retrieve(knowledgeBaseId=KB, retrievalQuery={"text": question})
    return [r["content"]["text"] for r in out["retrievalResults"] if r.get("score", 0) > 0.4]


def allowed(text):
    verdict = bedrock.apply_guardrail(
        guardrailIdentifier=GUARD, guardrailVersion="1", source="INPUT", content=[{"text": {"text": text}}]
    )
    return verdict["action"] != "GUARDRAIL_INTERVENED"


def answer(chat, context):
    response = bedrock.converse_stream(
        modelId=MODEL, messages=chat.turns, system=[{"text": "Use only:\n" + "\n".join(context)}]
    )
    text = ""
    for event in response["stream"]:
        if "contentBlockDelta" in event:
            text += event["contentBlockDelta"]["delta"]["text"]
        elif "messageStop" in event:
            break
    return text


def embed(text):
    raw = bedrock.invoke_model(modelId=EMBED, body=json.dumps({"inputText": text}))
    return json.loads(raw["body"].read())["embedding"]


def summarise(chat):
    out = bedrock.converse(modelId=MODEL, messages=chat.turns + [{"role": "user", "content": [{"text": "Sum up."}]}])
    return out["output"]["message"]["content"][0]["text"]


def ask_agent(text):
    out = agents.invoke_agent(agentId="A", agentAliasId="B", sessionId="s", inputText=text)
    return b"".join(e["chunk"]["bytes"] for e in out["completion"])


def forget(ident):
    for item in history.query(KeyConditionExpression=Key("chat").eq(ident))["Items"]:
        history.delete_item(Key={"chat": ident, "at": item["at"]})


def handler(event, context):
    body = json.loads(event["body"])
    if not allowed(body["text"]):
        return {"statusCode": 422, "body": "refused"}
    if body.get("mode") == "vector":
        return {"statusCode": 200, "body": json.dumps(embed(body["text"]))}
    with conversation(body["chat"]) as chat:
        chat.say("user", body["text"])
        reply = answer(chat, passages(body["text"]))
        chat.say("assistant", reply)
    return {"statusCode": 200, "body": reply}
