from typing import Protocol


class Speech(Protocol):
    def to_text(self, uri: str, job: str) -> str: ...
    def say(self, text: str, language: str) -> bytes: ...


class Translator(Protocol):
    def translate(self, text: str, target: str) -> str: ...
