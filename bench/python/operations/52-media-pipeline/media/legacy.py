"""First version of the mood detection, kept for the numbers in the wiki."""
import boto3


def mood(text, lang="en"):
    comprehend = boto3.client("comprehend")
    r = comprehend.detect_sentiment(Text=text, LanguageCode=lang)
    return r["Sentiment"], r["SentimentScore"]


def archive(text):
    boto3.client("dynamodb").put_item(TableName="moods", Item={"t": {"S": text}})
