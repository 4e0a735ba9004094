"""Make what the other commands need: .venv with hashed packages, npm packages, assets, system programs.

    python3 scripts/setup.py base local [test] [dev] [readers] [chromium]

`readers` are the programs which read scans and old Word files. The site runs without them, and says what it
cannot read; with `test` they must be there, and a typeface to make scans with.

Each part is done again only when its pinned list has changed. Runs on the machine's own Python, so it may
use nothing but the standard library.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the machine's Python may be older than the product's
    sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: try make PYTHON=python3.11")

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
LEAST_NODE = 20
SYSTEM_PARTS = ("readers", "chromium")
Command = Sequence[str | Path]
# Where Debian and Ubuntu put the browser; the tests look in the same places.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Package of Debian and Ubuntu → a program or a file (a pattern below /usr) by which it is known to be there.
READERS = {
    "tesseract-ocr": "tesseract",
    "tesseract-ocr-vie": "share/tesseract-ocr/*/tessdata/vie.traineddata",
    "libreoffice-writer-nogui": "soffice",
}
FONTS = {"fonts-dejavu-core": "share/fonts/truetype/dejavu/DejaVuSerif.ttf"}
USR = Path("/usr")


def main(parts: list[str]) -> None:
    """Make the named parts."""
    check_npm()
    make_venv()
    install_packages([part for part in parts if part not in SYSTEM_PARTS])
    install_npm()
    subprocess.run([VENV / "bin" / "python", ROOT / "scripts" / "build_assets.py"], check=True, cwd=ROOT)
    if "test" in parts:
        ensure_test_programs(parts)
    elif "readers" in parts:
        offer_readers()


def check_npm() -> None:
    """Node.js with npm must be there: the assets come from it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        sys.exit("npm is missing: install Node.js 20 or newer with npm (Debian: apt install nodejs npm)")
    version = output([node, "--version"]).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < LEAST_NODE:
        sys.exit(f"Node.js {LEAST_NODE} or newer is needed, {node} is {version}")


def make_venv() -> None:
    """A virtual environment whose Python runs; Debian keeps `ensurepip` in a package of its own."""
    python = VENV / "bin" / "python"
    if python.exists() and output([python, "-m", "pip", "--version"]).returncode == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        install_from_debian(package, "Python cannot make virtual environments")
    say("making .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV], "cannot make .venv")


def install_packages(parts: list[str]) -> None:
    """Install the hashed lists of the named parts into .venv."""
    files = [ROOT / "requirements" / f"{part}.txt" for part in parts]
    stale = [file for file in files if not fresh(VENV / f".installed-{file.stem}", file)]
    if not stale:
        return
    say(f"installing Python packages: {', '.join(file.stem for file in stale)}")
    # All lists together: each leans on those before it. They are complete: asked again, pip's resolver may
    # want a newer release than the one pinned for an extra of a package. `make lint` sees that none lacks.
    options = [option for file in files for option in ("-r", str(file))]
    command: list[str | Path] = [VENV / "bin" / "python", "-m", "pip", "install"]
    command += ["--quiet", "--disable-pip-version-check"]
    run([*command, "--require-hashes", "--no-deps", *options], "the Python packages could not be installed")
    for file in stale:
        remember(VENV / f".installed-{file.stem}", file)


def install_npm() -> None:
    """Install the packages of package-lock.json into node_modules."""
    lock, stamp = ROOT / "package-lock.json", NODE_MODULES / ".installed"
    if fresh(stamp, lock):
        return
    say("installing npm packages")
    run(["npm", "ci", "--silent", "--ignore-scripts"], "the npm packages could not be installed")
    remember(stamp, lock)


def ensure_test_programs(parts: list[str]) -> None:
    """The tests drive the system's Chromium, and read scans and old files with its programs."""
    missing = absent({**READERS, **FONTS}) if "readers" in parts else []
    if "chromium" in parts and not any(shutil.which(name) for name in CHROMIUM):
        missing.append("chromium")
    if missing:
        install_from_debian(" ".join(missing), "the tests need programs that are missing")


def offer_readers() -> None:
    """The programs that read scans and old files, if they can be had; the site runs without them."""
    missing = absent(READERS)
    if not missing:
        return
    try:
        install_from_debian(" ".join(missing), "scans, photographs, .doc and .rtf files cannot be read")
    except SystemExit as problem:
        say(f"{str(problem).splitlines()[-1]}; going on without")


def absent(packages: dict[str, str]) -> list[str]:
    """Those whose program or file is not there; nothing is run to find out."""
    return [
        package
        for package, mark in packages.items()
        if not (any(USR.glob(mark)) if "/" in mark else shutil.which(mark))
    ]


def install_from_debian(packages: str, reason: str) -> None:
    """Install the packages when we are root on a Debian-like machine, else say what to install."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        word = "packages" if " " in packages else "package"
        sys.exit(f"{reason}: install the {word} {packages} (as root: apt-get install {packages})")
    say(f"installing {packages} from Debian")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A machine without the internet must not wait for each mirror in turn.
    patience = ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20"]
    run(["apt-get", "update", "-qq", *patience], f"{reason}, and apt-get update failed", env)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages.split()]
    run(command, f"{reason}, and {packages} could not be installed", env)


def fresh(stamp: Path, file: Path) -> bool:
    """Whether the stamp was made for the file as it is now."""
    return stamp.exists() and stamp.read_text() == digest(file)


def remember(stamp: Path, file: Path) -> None:
    """Note that the file as it is now has been dealt with."""
    stamp.write_text(digest(file))


def digest(file: Path) -> str:
    """What the file says, in short."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def run(command: Command, problem: str, env: dict[str, str] | None = None) -> None:
    """Run the command quietly; if it fails, end with its last lines and the problem."""
    done = output(command, env)
    if done.returncode != 0:
        sys.exit("\n".join([*done.stdout.splitlines()[-15:], problem]))


def output(command: Command, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command and catch what it says."""
    out = subprocess.PIPE
    return subprocess.run(
        command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT, text=True, check=False
    )


def say(what: str) -> None:
    """Tell whoever waits what takes the time."""
    print(f"· {what}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
