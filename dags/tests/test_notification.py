"""Failures are told to people, by real notifiers to servers in this process."""

from __future__ import annotations

import json
import socketserver
import threading
from email import message_from_string
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from conftest import VARIABLES, load_dag, result_line
from docker_host import Act

from orders_etl_tasks.notification import notify_run_timeout

pytestmark = pytest.mark.usefixtures("variables")

MESSAGE = (
    "orders: 3 rows of 5 rejected, e.g. {{ ti.task_id }} <b> " + VARIABLES["POSTGRES_PASSWORD"]
)


@pytest.fixture
def webhook():
    posts: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posts.append({"path": self.path} | json.loads(body))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(posts=posts, port=server.server_address[1])
        server.shutdown()


@pytest.fixture
def mail_server():
    mails: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 ready")
            for line in self.rfile:
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.say("354 go on")
                    mails.append("".join(iter(self.mail_line, None)))
                    self.say("250 taken")
                elif verb == b"QUIT":
                    self.say("221 bye")
                    break
                else:
                    self.say("250 fine")

        def mail_line(self):
            line = self.rfile.readline().decode().replace("\r\n", "\n")
            return None if line == ".\n" else line

        def say(self, text):
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(mails=mails, port=server.server_address[1])
        server.shutdown()


@pytest.fixture
def add_connection(metadata):
    from airflow.models.connection import Connection
    from airflow.utils.session import create_session

    with create_session() as session:
        yield lambda **fields: (session.add(Connection(**fields)), session.commit())
        session.query(Connection).delete()


@pytest.fixture
def rejecting(docker_host):
    out = result_line("extract", status="failed", exit_code=65, message=MESSAGE)
    docker_host.act = lambda _: Act(out=out, status=65)


@pytest.mark.usefixtures("rejecting")
def test_a_webhook_is_told_of_a_failed_task(run_dag, set_variables, add_connection, webhook):
    set_variables({"NOTIFY_CONNECTION": "chat"})
    add_connection(
        conn_id="chat",
        conn_type="slackwebhook",
        host=f"http://127.0.0.1:{webhook.port}",
        password="T00/B00/XXX",
    )

    run = run_dag()

    (post,) = webhook.posts
    assert post["path"] == "/T00/B00/XXX"
    assert post["text"].startswith(f"Orders ETL: extract failed, run {run.id}\n")
    assert "exit status 65, the data is unacceptable: orders: 3 rows of 5 rejected" in post["text"]
    assert "{{ ti.task_id }} <b> ***\n" in post["text"]


@pytest.mark.usefixtures("rejecting")
def test_mail_is_sent_of_a_failed_task(run_dag, set_variables, add_connection, mail_server):
    set_variables(
        {"NOTIFY_CONNECTION": "mail", "NOTIFY_RECIPIENTS": "a@example.org, b@example.org"}
    )
    add_connection(
        conn_id="mail",
        conn_type="smtp",
        host="127.0.0.1",
        port=mail_server.port,
        extra=json.dumps(
            {"disable_ssl": True, "disable_tls": True, "from_email": "etl@example.org"}
        ),
    )

    run = run_dag()

    (mail,) = map(message_from_string, mail_server.mails)
    assert mail["To"] == "a@example.org, b@example.org"
    assert f"Orders ETL: extract failed, run {run.id}" in mail["Subject"].replace("\n", "")
    (part,) = mail.get_payload()
    body = part.get_payload(decode=True).decode()
    assert "{{ ti.task_id }} &lt;b&gt; ***\n" in body


@pytest.mark.usefixtures("rejecting")
def test_nobody_is_told_unless_a_connection_is_named(run_dag, webhook, capfd):
    run_dag()

    assert webhook.posts == []
    assert "Failed to run task callback" not in capfd.readouterr().out


@pytest.mark.usefixtures("rejecting")
def test_a_connection_of_another_kind_is_named(run_dag, set_variables, add_connection, capfd):
    set_variables({"NOTIFY_CONNECTION": "files"})
    add_connection(conn_id="files", conn_type="fs")

    run = run_dag()

    assert run.states["extract"] == "failed"
    assert "names 'files', a connection of type 'fs'" in capfd.readouterr().out


@pytest.mark.parametrize(("reason", "told"), [("timed_out", 1), ("task_failure", 0)])
def test_a_run_that_took_too_long_is_told_of_once(monkeypatch, webhook, reason, told):
    monkeypatch.setenv("AIRFLOW_VAR_NOTIFY_CONNECTION", "chat")
    monkeypatch.setenv(
        "AIRFLOW_CONN_CHAT",
        json.dumps(
            {
                "conn_type": "slackwebhook",
                "host": f"http://127.0.0.1:{webhook.port}",
                "password": "T",
            }
        ),
    )

    notify_run_timeout({"dag": load_dag(), "run_id": "manual__1", "reason": reason})

    assert [post["text"] for post in webhook.posts] == [
        "Orders ETL: run manual__1 took too long\nIt did not end within 7:00:00 and was stopped."
    ] * told
