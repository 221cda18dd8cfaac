"""Tells people of a failure, by the Airflow connection that a Variable names; off by default."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from airflow.sdk import BaseHook, Variable
from airflow.sdk.exceptions import AirflowException

from orders_etl_tasks.masking import masked

if TYPE_CHECKING:
    from airflow.sdk import BaseNotifier, Context

CONNECTION_VARIABLE = "NOTIFY_CONNECTION"
RECIPIENTS_VARIABLE = "NOTIFY_RECIPIENTS"


def notify_task_failure(context: Context) -> None:
    """Called when a task has failed for good."""
    ti = context["ti"]
    _send(
        context,
        f"Orders ETL: {ti.task_id} failed, run {context['run_id']}",
        f"{context.get('exception') or 'The task was lost.'}\n{ti.log_url}",
    )


def notify_run_timeout(context: Context) -> None:
    """Called when a run has failed; a failed task has told of itself already."""
    if context.get("reason") == "timed_out":
        dag = context["dag"]
        _send(
            context,
            f"Orders ETL: run {context['run_id']} took too long",
            f"It did not end within {dag.dagrun_timeout} and was stopped.",
        )


def _send(context: Context, subject: str, text: str) -> None:
    connection = Variable.get(CONNECTION_VARIABLE, default=None)
    if not connection:
        return
    # Called directly, because calling the notifier would render the message as a template, and a
    # message may hold text from the data.
    _notifier(connection, masked(subject), masked(text)).notify(context)


def _notifier(connection: str, subject: str, text: str) -> BaseNotifier:
    kind = BaseHook.get_connection(connection).conn_type
    if kind == "smtp":
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier

        return SmtpNotifier(
            smtp_conn_id=connection,
            to=_recipients(),
            subject=subject,
            html_content=f"<pre>{html.escape(text)}</pre>",
        )
    if kind == "slackwebhook":
        from airflow.providers.slack.notifications.slack_webhook import SlackWebhookNotifier

        return SlackWebhookNotifier(slack_webhook_conn_id=connection, text=f"{subject}\n{text}")
    raise AirflowException(
        f"The Variable {CONNECTION_VARIABLE} names {connection!r}, a connection of type {kind!r}; "
        "expected one of type smtp or slackwebhook."
    )


def _recipients() -> list[str]:
    recipients = (Variable.get(RECIPIENTS_VARIABLE, default=None) or "").replace(",", " ").split()
    if not recipients:
        raise AirflowException(
            f"To send mail, set the Variable {RECIPIENTS_VARIABLE} to one address or several."
        )
    return recipients
