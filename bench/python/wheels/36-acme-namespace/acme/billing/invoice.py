from dataclasses import dataclass, field


@dataclass
class Invoice:
    number: str
    lines: list[tuple[str, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(c for _, c in self.lines)
