"""All checks that need no test: style, types, templates, migrations, deployment settings. All are tried."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: list[list[str | Path]] = [
    [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"],
    [BIN / "ruff", "check", "."],
    [BIN / "ruff", "format", "--check", "."],
    [BIN / "mypy", "."],
    [BIN / "djlint", "--lint", "templates", "--quiet"],
    [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
]
# As a deployment behind HTTPS has it: `check --deploy` judges the settings which that gives.
DEPLOYED = {"HTTPS": "true", "SECRET_KEY": "a-key-for-the-check-only-" + "0123456789abcdefghijklmnopqrstuvw"}


def main() -> None:
    """Run the checks one after another; the exit status says whether all passed."""
    failed = []
    for command in CHECKS:
        name = " ".join(Path(command[0]).name if part is command[0] else str(part) for part in command)
        print(f"· {name}", flush=True)
        env = {**os.environ, **DEPLOYED} if "--deploy" in command else None
        if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode != 0:
            failed.append(name)
    if failed:
        sys.exit(f"lint failed: {'; '.join(failed)}")


if __name__ == "__main__":
    main()
