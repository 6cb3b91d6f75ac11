"""nginx serving a fixed file: the practical limit of HTTP on a machine."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from harness.dataset import Dataset
from harness.peer import Peer

_PAGE = 20
_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr error;
worker_processes auto;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile off;
    keepalive_requests 1000000000;
    default_type application/json;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder};
    }}
}}
"""


def fixed_files(dataset: Dataset, folder: Path) -> Path:
    """Makes a folder of `property.json`, of the mean size, and `page.json`, of twenty such."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    mean = dataset.facts.mean_bytes
    properties = [record["property"] for record in dataset.first_records() if "property" in record]
    texts = [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in properties]
    closest = min(texts, key=lambda text: abs(len(text.encode()) - mean))
    (folder / "property.json").write_text(closest, encoding="utf-8")
    page = ",".join([closest] * _PAGE)
    (folder / "page.json").write_text(f'{{"items":[{page}],"next":null}}', encoding="utf-8")
    return folder


class Nginx(Peer):
    """One property for each id, one page for each city: of the mean size, and always the same."""

    name = "nginx, a fixed file"
    durability = "it writes nothing"
    health_path = "/property.json"
    is_limit = True

    def version(self) -> str:
        done = subprocess.run(["nginx", "-v"], check=True, capture_output=True, text=True)
        return f"{done.stderr.strip().removeprefix('nginx version: ')}, sendfile off, no access log"

    def load(self, dataset: Dataset) -> Path:
        return fixed_files(dataset, dataset.folder / "nginx")

    def command(self, data: Path) -> list[str]:
        file = data / "nginx.conf"
        # Who is root serves as root: the files may lie where nobody else may look.
        user = "user root;" if os.geteuid() == 0 else ""
        file.write_text(_CONFIGURATION.format(folder=data, port=self.port, user=user), encoding="utf-8")
        return ["nginx", "-p", str(data), "-c", str(file)]

    def get_path(self, identifier: str) -> str:  # noqa: ARG002
        return "/property.json"

    def list_path(self, filters: Mapping[str, str], limit: int) -> str:  # noqa: ARG002
        return "/page.json"
