from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlparse

import boto3


def _client(name: str) -> Any:
    return boto3.client(name)


@dataclass
class AwsSpeech:
    bucket: str
    transcribe: Any = field(default_factory=lambda: _client("transcribe"), repr=False)
    polly: Any = field(default_factory=lambda: _client("polly"), repr=False)
    s3: Any = field(default_factory=lambda: _client("s3"), repr=False)

    def to_text(self, uri: str, job: str) -> str:
        self.transcribe.start_transcription_job(
            TranscriptionJobName=job,
            Media={"MediaFileUri": uri},
            IdentifyLanguage=True,
            OutputBucketName=self.bucket,
            OutputKey=f"text/{job}.json",
        )
        while True:
            info = self.transcribe.get_transcription_job(TranscriptionJobName=job)["TranscriptionJob"]
            if info["TranscriptionJobStatus"] == "COMPLETED":
                break
            if info["TranscriptionJobStatus"] == "FAILED":
                raise RuntimeError(info["FailureReason"])
            time.sleep(3)
        key = urlparse(info["Transcript"]["TranscriptFileUri"]).path.split("/", 2)[2]
        doc = json.load(self.s3.get_object(Bucket=self.bucket, Key=key)["Body"])
        return doc["results"]["transcripts"][0]["transcript"]

    def say(self, text: str, language: str) -> bytes:
        audio = self.polly.synthesize_speech(
            Text=text, VoiceId={"de": "Vicki", "fr": "Lea"}.get(language, "Joanna"), OutputFormat="mp3"
        )
        return audio["AudioStream"].read()


@dataclass
class AwsTranslator:
    client: Any = field(default_factory=lambda: _client("translate"))

    def translate(self, text: str, target: str) -> str:
        return self.client.translate_text(
            Text=text, SourceLanguageCode="auto", TargetLanguageCode=target
        )["TranslatedText"]
