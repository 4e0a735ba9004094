"""Pages as they come from a scanner or a telephone, made of a text, and how well one was read."""

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.reading import papers

DPI = 200
PAPER = (1654, 2339)  # A4
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
SERIF, SMALL = (ImageFont.truetype(_FONT, round(points * DPI / 72)) for points in (13, 10.5))


def printed(text: str) -> Image.Image:
    """A page of A4, its lines filled: capitals in the middle, two columns where a TAB stands."""
    page = Image.new("L", PAPER, 255)
    draw, y = ImageDraw.Draw(page), 170
    for paragraph in text.split("\n"):
        if "\t" in paragraph:
            for left, side in zip((130, 790), paragraph.split("\t"), strict=True):
                draw.text((left, y), side, 0, font=SMALL)
            y += 52
            continue
        line, left = "", 320
        if paragraph.isupper():
            left = (PAPER[0] - round(draw.textlength(paragraph, font=SERIF))) // 2
        for word in paragraph.split():
            if left + draw.textlength(f"{line} {word}", font=SERIF) > 1500:
                draw.text((left, y), line, 0, font=SERIF)
                line, left, y = "", 220, y + 52
            line = f"{line} {word}".strip()
        draw.text((left, y), line, 0, font=SERIF)
        y += 64
    return page


def scanned(page: Image.Image, *, askew: float = 1.5, grain: float = 25, blur: float = 0.6) -> Image.Image:
    """The page as a scanner of some age gives it."""
    laid = page.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    return ImageChops.add(laid, Image.effect_noise(laid.size, grain), 1, -128)


def noise() -> Image.Image:
    """A page of which nothing can be read."""
    return Image.effect_noise((200, 280), 200)


def error_rate(written: str, found: str) -> float:
    """Edits per character between the two texts, blanks taken together."""
    written, found = papers.words(written), papers.words(found)
    row = list(range(len(found) + 1))
    for place, char in enumerate(written, 1):
        above, row[0] = row[0], place
        for at, other in enumerate(found, 1):
            above, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, above + (char != other))
    return row[-1] / len(written)
