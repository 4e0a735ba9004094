"""A small receiver of webhooks, to try them out and to start one's own from (docs/webhook.md).

    WEBHOOK_SECRET=... python3 scripts/webhook_receiver.py 8099

Checks the signature and shows what it would hand on to Zalo, SMS or Telegram. Needs nothing but Python.
"""

import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NEWEST = 300  # seconds: what was signed longer ago was recorded and is played again
LARGEST = 100_000
seen: set[str] = set()  # a real receiver keeps the ids, for the same message may come twice


def is_genuine(secret: str, timestamp: str, body: bytes, signature: str, now: float) -> bool:
    """Whether Đôn Đốc sent this, and lately."""
    if not timestamp.isdigit() or abs(now - int(timestamp)) > NEWEST:
        return False
    wanted = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={wanted}", signature)


class Receiver(BaseHTTPRequestHandler):
    """Answers 204 to what was taken, 401 to what is not genuine."""

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), LARGEST))
        timestamp = self.headers.get("X-Dondoc-Timestamp", "")
        signature = self.headers.get("X-Dondoc-Signature", "")
        if not is_genuine(os.environ["WEBHOOK_SECRET"], timestamp, body, signature, time.time()):
            self.send_error(401)
            return
        message = json.loads(body)
        if message["id"] not in seen:
            seen.add(message["id"])
            hand_on(message)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what was received is shown below."""


def hand_on(message: dict) -> None:
    """Here a real receiver calls its gateway."""
    sys.stdout.write(f"{message['recipient']['name']}: {message['title']} {message['url']}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
