# One image for web, worker, beat and migrations. Both bases can be named when an office mirrors its own:
#   docker build --build-arg BASE=... --build-arg NODE_BASE=... --secret id=ca,src=proxy-ca.pem .
ARG BASE=python:3.11-slim
ARG NODE_BASE=node:22-slim

FROM ${NODE_BASE} AS npm
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=secret,id=ca \
    if [ -s /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi; \
    npm ci --omit=dev --ignore-scripts

FROM ${BASE} AS python
COPY requirements/base.txt /src/
RUN --mount=type=secret,id=ca \
    if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi; \
    python3 -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps \
        -r /src/base.txt

FROM ${BASE}
# What reads scans (Tesseract with Vietnamese) and .doc and .rtf files (LibreOffice Writer without a screen).
RUN --mount=type=secret,id=ca \
    if [ -s /run/secrets/ca ]; then set -- -o Acquire::https::CaInfo=/run/secrets/ca; fi; \
    apt-get "$@" update -qq \
    && apt-get "$@" install -y -qq --no-install-recommends \
        tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 dondoc \
    && useradd --system --uid 10001 --gid dondoc --home-dir /app --no-create-home dondoc \
    && install --directory --owner dondoc --group dondoc /data /data/media
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8 MEDIA_ROOT=/data/media
WORKDIR /app
COPY --from=python /opt/venv /opt/venv
COPY . .
RUN --mount=type=bind,from=npm,source=/src/node_modules,target=/app/node_modules \
    python scripts/build_assets.py \
    && SECRET_KEY=unused DATABASE_URL=postgresql:///unused REDIS_URL=redis://unused \
       python manage.py collectstatic --noinput --verbosity 0
USER dondoc
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000"]
