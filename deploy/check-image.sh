#!/usr/bin/env bash
# Build the image and run its services for real.
#
# Where a Docker engine answers: docker compose config, build, up, /healthz, down. Elsewhere, as root on
# Debian, without an engine: buildah builds the image on stand-ins for the official bases (a minimal Debian
# tree with Python, and with this machine's Node.js), then each service's command of docker-compose.yml runs
# from the image against private servers.
#
#   deploy/check-image.sh          CA=/path/to/proxy-ca.pem names a certificate for the build secret `ca`
set -euo pipefail
cd "$(dirname "$0")/.."
CA=${CA:-}
PORT=${PORT:-8020}
PYTHON=${PYTHON:-$PWD/.venv/bin/python}
BUILD_SECRET=()
[ -n "$CA" ] && BUILD_SECRET=(--secret "id=ca,src=$CA")

say() { printf '\n== %s\n' "$*"; }
fail() { echo "check-image: $*" >&2; exit 1; }

ask() { # until the address answers 200, or for a minute
    for _ in $(seq 60); do
        if curl --fail --silent --show-error --header "Host: localhost" "$1" 2>/dev/null; then echo; return; fi
        sleep 1
    done
    fail "$1 does not answer"
}

with_engine() {
    [ -f .env ] || fail "copy .env.example to .env first"
    docker compose config -q
    docker build "${BUILD_SECRET[@]}" --tag dondoc:local .
    trap 'docker compose down -v' EXIT
    docker compose up -d --wait --no-build
    docker compose exec -T web python deploy/healthy.py http://localhost:8000/healthz
    docker compose exec -T beat python deploy/healthy.py http://web:8000/healthz/background
    say "the services are healthy"
}

without_engine() {
    [ "$(id -u)" = 0 ] || fail "building without a Docker engine needs root"
    local tool
    for tool in buildah debootstrap curl; do
        command -v "$tool" >/dev/null || fail "$tool is missing: apt-get install buildah debootstrap curl"
    done
    [ -x "$PYTHON" ] || fail "$PYTHON is missing: make setup"
    WORK=$(mktemp -d)
    B=(buildah --root "$WORK/storage" --runroot "$WORK/run")
    RUNNING=()
    trap clean EXIT
    make_bases
    say "building the image"
    "${B[@]}" build --isolation=chroot "${BUILD_SECRET[@]}" \
        --build-arg BASE=localhost/python-base --build-arg NODE_BASE=localhost/node-base --tag dondoc .
    start_private_servers
    run_services
}

make_bases() {
    local mirror container
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    say "a minimal Debian tree with Python stands in for the official Python image"
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates \
        "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$WORK/tree" "$mirror" >"$WORK/debootstrap.log" ||
        { tail "$WORK/debootstrap.log"; fail "debootstrap failed"; }
    rm -rf "$WORK/tree/var/cache/apt/archives"/*.deb
    container=$("${B[@]}" from scratch)
    "${B[@]}" add --quiet "$container" "$WORK/tree" /
    "${B[@]}" commit --quiet --rm "$container" localhost/python-base
    say "the same tree with this machine's $(node --version) stands in for the official Node.js image"
    container=$("${B[@]}" from localhost/python-base)
    "${B[@]}" add --quiet "$container" "$(readlink -f "$(command -v node)")" /usr/bin/node
    "${B[@]}" add --quiet "$container" "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" /usr/lib/npm
    "${B[@]}" run --isolation=chroot "$container" -- ln -s ../lib/npm/bin/npm-cli.js /usr/bin/npm
    "${B[@]}" commit --quiet --rm "$container" localhost/node-base
}

start_private_servers() {
    say "private PostgreSQL and Redis"
    "$PYTHON" - "$WORK/servers" >"$WORK/urls" <<'PYTHON' &
import signal
import sys
from pathlib import Path

from config import private_servers

var = Path(sys.argv[1])
database, redis = private_servers.database_url(var=var), private_servers.redis_url(var=var)
# The image's account is not ours: for once the sockets are for all.
for folder in (var / "postgres/socket", var / "redis/dondoc/socket"):
    folder.chmod(0o755)
(var / "redis/dondoc/socket/redis.sock").chmod(0o777)
print(database, redis, flush=True)
signal.sigwait([signal.SIGTERM])
private_servers.release(var=var)
PYTHON
    SERVERS=$!
    for _ in $(seq 60); do [ -s "$WORK/urls" ] && break; sleep 1; done
    read -r DATABASE REDIS <"$WORK/urls" || fail "the private servers do not start"
}

command_of() { # the service's command as docker-compose.yml has it, on this machine's port
    "$PYTHON" -c 'import sys, yaml; print(yaml.safe_load(open("docker-compose.yml"))["services"][sys.argv[1]]["command"])' \
        "$1" | sed "s/0\.0\.0\.0:8000/127.0.0.1:$PORT/"
}

in_image() { # in_image NAME COMMAND...: run it in a container of its own
    local container
    container=$("${B[@]}" from --name "check-$1" dondoc)
    shift
    exec setsid "${B[@]}" run --isolation=chroot --volume "$WORK/servers:$WORK/servers" \
        --env DATABASE_URL="$DATABASE" --env REDIS_URL="$REDIS" --env SECRET_KEY=for-this-check-only \
        "$container" -- "$@"
}

run_services() {
    local name
    say "migrate: $(command_of migrate)"
    (in_image migrate $(command_of migrate)) | tail -n 3
    for name in web worker reader beat; do
        say "$name: $(command_of "$name")"
        (in_image "$name" $(command_of "$name")) >"$WORK/$name.log" 2>&1 &
        RUNNING+=($!)
    done
    say "/healthz: is the site able to serve?"
    ask "http://127.0.0.1:$PORT/healthz"
    say "/healthz/background: has the worker done what beat has sent?"
    ask "http://127.0.0.1:$PORT/healthz/background"
    say "the health check of the image, as its own account"
    (in_image health sh -c "id && python deploy/healthy.py http://127.0.0.1:$PORT/healthz && echo healthy")
    say "stopping all"
    stop_services
    for name in web worker reader beat; do
        echo "-- $name"
        tail -n 3 "$WORK/$name.log"
    done
    curl --silent "http://127.0.0.1:$PORT/healthz" && fail "the web server is still there"
    say "the image was built and its services have run"
}

stop_services() {
    local run pid
    for run in "${RUNNING[@]}"; do
        for pid in $(pgrep --session "$run"); do # buildah itself would kill them instead of asking
            [ "$(readlink "/proc/$pid/exe")" = "$(command -v buildah)" ] || kill -TERM "$pid" || true
        done
    done
    for run in "${RUNNING[@]}"; do wait "$run" || true; done
    RUNNING=()
    if [ -n "${SERVERS:-}" ]; then kill -TERM "$SERVERS" && wait "$SERVERS" || true; SERVERS=; fi
}

clean() {
    stop_services
    "${B[@]}" rm --all >/dev/null 2>&1 || true
    "${B[@]}" rmi --all --force >/dev/null 2>&1 || true
    umount "$WORK/storage"/* 2>/dev/null || true
    rm -rf "$WORK"
}

if command -v docker >/dev/null && docker info >/dev/null 2>&1; then with_engine; else without_engine; fi
