"""Uploads to an S3 server by one signed request an object (AWS Signature Version 4)."""

from __future__ import annotations

import hashlib
import hmac
import http.client
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

PAYLOAD = "UNSIGNED-PAYLOAD"  # the bytes come from this machine's disk and stay on it


def put(access: Mapping[str, str], path: str, file: Path) -> None:
    """Upload a file to ``/bucket/key``.

    :param access: the variables by which the tasks find the server
    """
    send(access, "PUT", path, file)


def send(access: Mapping[str, str], method: str, path: str, file: Path | None = None) -> None:
    host = urlsplit(access["S3_ENDPOINT"]).netloc
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {"host": host, "x-amz-content-sha256": PAYLOAD, "x-amz-date": now}
    signed = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"{method}\n{path}\n\n{lines}\n{signed}\n{PAYLOAD}"
    scope = f"{now[:8]}/{access['AWS_REGION']}/s3/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    signature = _hmac(_key(access, scope), f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{digest}").hex()
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={access['AWS_ACCESS_KEY_ID']}/{scope},"
        f"SignedHeaders={signed},Signature={signature}"
    )
    headers["content-length"] = str(file.stat().st_size if file else 0)
    connection = http.client.HTTPConnection(host, timeout=600)
    try:
        if file:
            with file.open("rb") as body:
                connection.request(method, path, body, headers)
        else:
            connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.read().decode()}")
    finally:
        connection.close()


def _key(access: Mapping[str, str], scope: str) -> bytes:
    key = b"AWS4" + access["AWS_SECRET_ACCESS_KEY"].encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    return key


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
