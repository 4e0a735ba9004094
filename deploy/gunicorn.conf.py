"""How gunicorn serves the site, on a bare machine and in the image alike."""

import os

wsgi_app = "config.wsgi"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"  # noqa: S108 - heartbeats must not wait for a slow disk
control_socket_disable = True
