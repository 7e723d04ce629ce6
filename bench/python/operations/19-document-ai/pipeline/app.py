import os

from .llm import Summariser, get_model
from .ocr import text_of
from .lang import detect, to_english


def handler(event, context):
    summarise = Summariser(get_model(os.getenv("ENGINE", "converse")))
    results = []
    for r in event["Records"]:
        text = text_of(r["s3"]["bucket"]["name"], r["s3"]["object"]["key"])
        lang = detect(text[:4000])
        if lang != "en":
            text = to_english(text, lang)
        results.append({"lang": lang, "summary": summarise(text)})
    return results
