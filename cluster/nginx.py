"""The shipped configuration of nginx, around web processes on whatever ports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from cluster.machine import nginx
from local.children import ROOT, Child, answers, free_port

SHIPPED = ROOT / "deploy" / "nginx"

# What an operator's nginx.conf and the server of deploy/nginx/nginx.conf say, on one
# address of loopback, with everything that nginx writes in one folder.
WHOLE = """\
daemon off;
{user}worker_processes 1;
worker_rlimit_nofile 65536;
pid {home}/nginx.pid;
error_log {home}/nginx.log warn;
events {{ worker_connections 16384; }}
http {{
    types {{
        text/css css;
        text/javascript js;
        image/svg+xml svg;
        font/woff2 woff2;
        application/manifest+json webmanifest;
    }}
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/unused;
    uwsgi_temp_path {home}/unused;
    scgi_temp_path {home}/unused;
    include {shipped}/http.conf;
    upstream relais {{
        zone relais 64k;
        least_conn;
{processes}
        keepalive 16;
    }}
    server {{
        listen 127.0.0.1:{port};
        access_log {home}/access.log relais;
        location /static/ {{
            alias {static}/;
            include {shipped}/static.conf;
        }}
        location /protected/photos/ {{
            alias {photos}/;
            include {shipped}/photos.conf;
        }}
        include {shipped}/app.conf;
    }}
}}
"""


def configuration(home: Path, port: int, upstreams: Sequence[int], photos: Path) -> str:
    """Return the text of an nginx.conf that serves `upstreams` on loopback's `port`.

    It hands over what lies in `photos`, where they say so.
    """
    lines = (f"        server 127.0.0.1:{one} max_fails=0;" for one in upstreams)
    return WHOLE.format(
        home=home,
        # Its own user would not be let into this folder.
        user="user root;\n" if os.geteuid() == 0 else "",
        shipped=SHIPPED,
        static=ROOT / "staticfiles",
        photos=photos,
        processes="\n".join(lines),
        port=port,
    )


class Nginx(Child):
    """nginx in front of these ports, with its files in `home`."""

    def __init__(
        self,
        home: Path,
        upstreams: Sequence[int],
        port: int = 0,
        photos: Path | None = None,
    ) -> None:
        self.port = port or free_port()
        home.mkdir(parents=True, exist_ok=True)
        file = home / "nginx.conf"
        photos = photos or home / "photos"
        file.write_text(configuration(home, self.port, upstreams, photos))
        binary = nginx()
        assert binary
        log = home / "nginx.log"
        super().__init__(
            "nginx",
            [binary, "-p", str(home), "-e", str(log), "-c", str(file)],
            log,
            is_ready=lambda: answers(self.port, "/readyz"),
        )
