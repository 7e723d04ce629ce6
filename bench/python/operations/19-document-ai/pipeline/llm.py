import abc
import json

import boto3


class Model(abc.ABC):
    def __init__(self):
        self.runtime = boto3.client("bedrock-runtime", region_name="us-east-1")

    @abc.abstractmethod
    def ask(self, prompt): ...


class ConverseModel(Model):
    model_id = "amazon.nova-lite-v1:0"

    def ask(self, prompt):
        r = self.runtime.converse(
            modelId=self.model_id, messages=[{"role": "user", "content": [{"text": prompt}]}]
        )
        return r["output"]["message"]["content"][0]["text"]


class RawModel(Model):
    model_id = "amazon.titan-text-lite-v1"

    def ask(self, prompt):
        r = self.runtime.invoke_model(modelId=self.model_id, body=json.dumps({"inputText": prompt}))
        return json.loads(r["body"].read())["results"][0]["outputText"]


_MODELS = {"converse": ConverseModel, "raw": RawModel}


def get_model(name):
    return _MODELS[name]()


class Summariser:
    def __init__(self, model):
        self.model = model

    def __call__(self, text):
        return self.model.ask("Summarise in two sentences:\n\n" + text[:20000])
