"""The health check of a container: exit status 0 when the address answers 200.

    python deploy/healthy.py http://web:8000/healthz

The site answers only to the names in ALLOWED_HOSTS, so the question is asked by the first of them.
"""

import os
import sys
import urllib.error
import urllib.request

name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
question = urllib.request.Request(sys.argv[1], headers={"Host": name if name.strip("*") else "localhost"})  # noqa: S310
try:
    urllib.request.urlopen(question, timeout=10).close()  # noqa: S310
except (urllib.error.URLError, OSError) as problem:
    sys.exit(f"{sys.argv[1]}: {problem}")
