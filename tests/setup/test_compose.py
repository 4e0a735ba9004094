"""docker-compose.yml, the Dockerfile and .env.example fit each other and the product."""

import ast
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict] = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "reader", "beat"]
DOCUMENTED = set(
    re.findall(r"^#?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M)
)
SECRET_READERS = {"secret", "signing_key"}  # each also from a file
READERS = {"text", *SECRET_READERS, "flag", "whole", "words", "day", "get"}


def variables_read(path: Path) -> set[str]:
    """The names of the variables which the module reads from the environment."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(name)), *_]) if (
                method in READERS and name.isupper()
            ):
                names.add(name)
                if method in SECRET_READERS:
                    names.add(f"{name}_FILE")
            case ast.Compare(left=ast.Constant(value=str(name)), ops=[ast.In() | ast.NotIn()]) if (
                name.isupper()
            ):
                names.add(name)
    return names


def all_variables_read() -> set[str]:
    files = [*(ROOT / "config").glob("*.py"), *(ROOT / "deploy").glob("*.py")]
    names = set().union(*map(variables_read, files))
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return names | set(re.findall(r"\$\{([A-Z_]+)", text))


def test_every_variable_that_is_read_is_documented():
    assert all_variables_read() - DOCUMENTED == set()


def test_every_documented_variable_is_read():
    assert DOCUMENTED - all_variables_read() == set()


def test_the_services_are_the_seven_and_a_mail_box_for_trials():
    assert set(SERVICES) == {"db", "redis", *OURS, "mail"}
    assert [name for name, service in SERVICES.items() if service.get("profiles")] == ["mail"]


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_exists_and_can_be_met(name):
    for other, wish in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        if wish["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        else:
            assert wish["condition"] == "service_completed_successfully"
            assert SERVICES[other]["restart"] == "no"


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate", "mail"}))
def test_a_service_that_ends_is_started_again(name):
    """A worker that holds tasks while Redis dies may end."""
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_volumes_and_secrets_of_a_service_are_declared(name):
    for volume in SERVICES[name].get("volumes", []):
        assert volume.split(":")[0] in COMPOSE["volumes"]
    for secret in SERVICES[name].get("secrets", []):
        assert secret in COMPOSE["secrets"]
    for variable, value in SERVICES[name].get("environment", {}).items():
        if variable.endswith("_FILE"):
            assert value.removeprefix("/run/secrets/") in SERVICES[name]["secrets"]


@pytest.mark.parametrize("name", OURS)
def test_our_services_share_one_image(name):
    assert SERVICES[name]["image"] == SERVICES["web"]["image"]
    assert SERVICES[name]["build"] == SERVICES["web"]["build"]


@pytest.mark.parametrize("name", OURS)
def test_the_command_of_a_service_exists(name):
    program, *arguments = shlex.split(SERVICES[name]["command"])
    assert shutil.which(program, path=str(BIN)), f"{program} is not among the pinned packages"
    if program == "celery":
        arguments = [*arguments[:3], "--help"]
    elif program == "gunicorn":
        arguments = ["--check-config", *arguments]
    else:
        arguments = [arguments[0], "help", arguments[1]]
    done = subprocess.run([BIN / program, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["worker", "reader", "beat"])
def test_celery_knows_the_options_of_a_service(name):
    words = shlex.split(SERVICES[name]["command"])
    command = [BIN / "celery", *words[1:4], "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    options = [word for word in words[4:] if word.startswith("--")]
    assert options
    assert [option for option in options if option not in told] == []


@pytest.mark.parametrize("name", OURS)
def test_a_health_check_names_files_that_are_in_the_image(name):
    test = SERVICES[name].get("healthcheck", {}).get("test", [])
    for word in " ".join(test).split():
        if word.endswith(".py"):
            assert (ROOT / word).exists()


def test_the_web_server_s_default_command_is_the_image_s():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    command = yaml.safe_load(re.search(r"^CMD (\[.*\])$", text, re.M)[1])
    assert command == shlex.split(SERVICES["web"]["command"])


def test_the_dockerfile_needs_no_frontend_from_elsewhere_and_is_not_root():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.lower().replace(" ", "").startswith("#syntax=")]
    assert [line for line in lines if line.startswith("USER ")][-1] == "USER dondoc"
    sources = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert set(sources) == {"${BASE}", "${NODE_BASE}"}


def test_the_image_holds_every_app_and_no_tests():
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps
    assert apps | {"config", "templates", "static", "manage.py"} <= kept
    assert "tests" not in kept
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_compose_itself_finds_no_fault(tmp_path):
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode != 0:
        pytest.skip("no docker compose on this machine")
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    done = subprocess.run([docker, "compose", "config", "-q"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
