"""Resolve requirements/*.in into hashed lists that name no index."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe"]
NAMELESS = ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"]

# Each list may lean on those before it.
for part in ("base", "local", "test", "dev"):
    files = ["--output-file", f"requirements/{part}.txt", f"requirements/{part}.in"]
    subprocess.run(
        [Path(sys.executable).with_name("pip-compile"), *OPTIONS, *NAMELESS, *files],
        check=True,
        cwd=ROOT,
        env={**os.environ, "CUSTOM_COMPILE_COMMAND": "make requirements"},
    )
