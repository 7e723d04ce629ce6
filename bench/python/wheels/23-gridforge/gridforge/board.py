class Board:
    def __init__(self, *frames):
        self.frames = list(frames)

    def to_html(self):
        return "\n".join(f.to_html() for f in self.frames)
