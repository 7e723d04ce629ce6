from dataclasses import dataclass

from adapters import DocumentStore, Outbox


@dataclass(frozen=True, slots=True)
class Publisher:
    store: DocumentStore
    outbox: Outbox

    def publish(self, document: dict) -> str | None:
        key = f"documents/{document['id']}.json"
        if self.store.exists(key):
            return None
        tag = self.store.save(key, document)
        self.outbox.push({"key": key, "tag": tag})
        return tag
