from boto3.dynamodb.conditions import Key

from . import settings
from .clients import clients


def search(question):
    find = getattr(clients.kb, settings.SEARCH)
    hits = find(
        knowledgeBaseId=settings.KB,
        retrievalQuery={"text": question},
        retrievalConfiguration={"vectorSearchConfiguration": {"numberOfResults": 4}},
    )
    return "\n---\n".join(h["content"]["text"] for h in hits["retrievalResults"])


def past(session_id):
    rows = clients.history.query(
        KeyConditionExpression=Key("session").eq(session_id), Limit=10, ScanIndexForward=False
    )["Items"]
    return [{"role": r["role"], "content": [{"text": r["text"]}]} for r in reversed(rows)]


def remember(session_id, n, role, text):
    clients.history.put_item(Item={"session": session_id, "n": n, "role": role, "text": text})


def ask(session_id, question):
    messages = past(session_id)
    n = len(messages)
    prompt = f"Context:\n{search(question)}\n\nQuestion: {question}"
    messages.append({"role": "user", "content": [{"text": prompt}]})
    reply = getattr(clients.llm, settings.GENERATE)(modelId=settings.MODEL, messages=messages)
    text = reply["output"]["message"]["content"][0]["text"]
    remember(session_id, n, "user", question)
    remember(session_id, n + 1, "assistant", text)
    return text


def embed(text):
    import json
    body = clients.llm.invoke_model(
        modelId="amazon.titan-embed-text-v2:0", body=json.dumps({"inputText": text})
    )["body"]
    return json.load(body)["embedding"]
