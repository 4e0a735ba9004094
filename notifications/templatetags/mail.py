"""How mail looks: mail programs read no stylesheet, so every tag carries its style, named here only."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

FONT = "font-family:'Be Vietnam Pro','Segoe UI',Roboto,Arial,sans-serif"
TONES = {
    "overdue": "#b42318",
    "due_today": "#93480a",
    "due_soon": "#93480a",
    "on_track": "#344054",
    "new": "#344054",
    "pending": "#5925dc",
    "returned": "#c11574",
    "declined": "#667085",
}
LOOKS = {
    "page": f"margin:0;padding:0;background:#f2f4f7;{FONT};color:#101828",
    "outer": "background:#f2f4f7;padding:24px 12px",
    "sheet": "background:#ffffff;border-radius:8px;max-width:600px;width:100%",
    "head": f"{FONT};padding:20px 28px 0;font-size:13px;line-height:1.5;color:#475467",
    "brand": "font-weight:600;color:#175cd3",
    "body": f"{FONT};padding:12px 28px 24px;font-size:15px;line-height:1.5;color:#101828",
    "title": "margin:0 0 12px;font-size:20px;line-height:1.35;font-weight:600;color:#101828",
    "line": "margin:0 0 8px",
    "group": "margin:20px 0 4px;font-size:14px;line-height:1.5;font-weight:600",
    "heading-link": "text-decoration:none",
    "item": f"{FONT};padding:10px 0;border-top:1px solid #e4e7ec;font-size:15px;line-height:1.5;"
    "color:#101828",
    "link": "color:#175cd3;text-decoration:none;font-weight:500",
    "facts": "font-size:13px;color:#475467",
    "button-cell": "border-radius:6px;background:#175cd3;padding:10px 18px",
    "button": f"{FONT};font-size:15px;font-weight:500;color:#ffffff;text-decoration:none",
    "buttons": "padding:20px 0 0",
    "foot": f"{FONT};padding:16px 28px 20px;border-top:1px solid #e4e7ec;font-size:13px;line-height:1.5;"
    "color:#475467",
}


@register.simple_tag
def look(name: str, tone: str = "") -> SafeString:
    """The style attribute of a part of a mail, in the colour of a state where one is given."""
    colour = f";color:{TONES[tone]}" if tone else ""
    return format_html('style="{}{}"', LOOKS[name], colour)
