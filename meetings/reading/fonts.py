"""The fonts of before Unicode in a document that names its fonts: each run is read as its font shows it."""

from meetings.reading import legacy


class OldFonts:
    """First shown every run (`look_at`), then asked to read each: some documents were converted but kept
    their old fonts, and those must not be converted again."""

    def __init__(self) -> None:
        self.converted: set[str] = set()
        self._old: dict[str, int] = {}
        self._modern: dict[str, int] = {}

    def look_at(self, font: str, text: str) -> None:
        """Count whether the runs of an old font are in its encoding or in Unicode."""
        if encoding := legacy.font_encoding(font):
            counts = self._modern if legacy.is_modern(text) else self._old
            if legacy.has_marks(text):
                counts[encoding] = counts.get(encoding, 0) + 1

    def read(self, font: str, text: str) -> str:
        """The text of one run as its font shows it."""
        encoding = legacy.font_encoding(font)
        if encoding is None or legacy.is_modern(text):
            return text
        if self._modern.get(encoding, 0) > self._old.get(encoding, 0):
            return text
        if legacy.has_marks(text):
            self.converted.add(encoding)
        read = legacy.decode(text, encoding)
        # the fonts .VnTimeH and their like show every letter as a capital
        return read.upper() if encoding == legacy.TCVN3 and font.endswith("H") else read
