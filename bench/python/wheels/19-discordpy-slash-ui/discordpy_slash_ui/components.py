from dataclasses import dataclass, field


@dataclass
class Button:
    label: str
    style: int = 1


@dataclass
class Select:
    options: list = field(default_factory=list)
    placeholder: str = ""
