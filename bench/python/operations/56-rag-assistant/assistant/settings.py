import os

MODEL = os.getenv("MODEL_ID", "amazon.nova-lite-v1:0")
KB = os.getenv("KB_ID", "")
HISTORY = os.getenv("HISTORY_TABLE", "history")
GENERATE = "converse"
SEARCH = "retrieve"
