"""The operator that runs one task of the pipeline in a container of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from airflow.providers.docker.exceptions import DockerContainerFailedException
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.sdk import Variable
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from docker.errors import APIError, DockerException
from docker.types import Mount
from docker.utils import kwargs_from_env
from requests.exceptions import RequestException

from orders_etl_tasks.container import Ending, TaskContainerClient
from orders_etl_tasks.masking import mask_secret, masked_values
from orders_etl_tasks.outcome import StatedReason, raise_failure, result_of, summary
from orders_etl_tasks.run_request import RunRequest
from orders_etl_tasks.variables import read_variables

if TYPE_CHECKING:
    from airflow.sdk import Context

    from orders_etl_tasks.deployment import Deployment
    from orders_etl_tasks.variables import ContainerVariables

SCRATCH_DIR = "/tmp"  # noqa: S108 - in every image, and open to every user, as a fresh volume on it is then too
STOP_GRACE_SECONDS = 15
LABEL = "io.orders-etl."
WORTH_A_RETRY = (408, 409, 425, 429)


class OrdersTaskOperator(DockerOperator):
    """Runs ``extract``, ``transform`` or ``load`` as its container image, for the DAG's run.

    The container gets its settings and credentials from Airflow Variables when the task runs, as
    environment alone. Its exit status decides about retries, its result is the XCom, also when it
    failed.

    :param publishes: whether this task works when an earlier run is republished, or is skipped
    """

    template_fields: Sequence[str] = ("image", "environment")
    template_ext: Sequence[str] = ()
    overwrite_rtif_after_execution = True

    def __init__(self, *, deployment: Deployment, publishes: bool = False, **kwargs: Any) -> None:
        super().__init__(
            image=deployment.images[kwargs["task_id"]],
            network_mode=deployment.network,
            mem_limit=deployment.limits.memory,
            mounts=[Mount(target=SCRATCH_DIR, source=None, type="volume")],
            mount_tmp_dir=False,
            auto_remove="force",
            retry_policy=StatedReason(),
            **kwargs,
        )
        self.deployment = deployment
        self.publishes = publishes
        self._stopped = False

    @cached_property
    def cli(self) -> TaskContainerClient:
        """The Docker host is the one that the Docker command line's own variables name."""
        client = TaskContainerClient(self.deployment.limits, self.log, **kwargs_from_env())
        client.stopping = self._stopped
        return client

    def execute(self, context: Context) -> dict[str, Any]:  # type: ignore[override]
        request = RunRequest.from_context(context, self.deployment.time_zone)
        if request.republishes and not self.publishes:
            raise AirflowSkipException(f"Nothing to do: run {request.run_id} is republished.")
        variables = self._variables(request)
        self.environment = request.environment() | variables.shown | {"SCRATCH_DIR": SCRATCH_DIR}
        self._private_environment = variables.credentials
        ending = self._run(context)
        result = masked_values(result_of(ending, self.task_id, self.deployment.limits.memory))
        return self._conclude(context, request, ending, result)

    def on_kill(self) -> None:
        """End the container when the task is stopped or takes too long."""
        self._stopped = True
        if "cli" in self.__dict__:
            self.log.info("Stopping the task's container")
            self.cli.stop_and_remove(STOP_GRACE_SECONDS)

    def _variables(self, request: RunRequest) -> ContainerVariables:
        variables = read_variables(
            self.task_id, request.overrides, lambda name: Variable.get(name, default=None)
        )
        for secret in variables.secrets:
            mask_secret(secret)
        return variables

    def _run(self, context: Context) -> Ending:
        ti = context["ti"]
        labels = {
            LABEL + "deployment": self.deployment.name,
            LABEL + "dag": ti.dag_id,
            LABEL + "task": ti.task_id,
            LABEL + "run": ti.run_id,
        }
        self.labels = labels | {LABEL + "try": str(ti.try_number)}
        try:
            self.cli.remove_labelled(labels)
            super().execute(context)
        except DockerContainerFailedException:
            self.log.info("The container failed")
        except APIError as error:
            raise self._refused(error) from error
        except (DockerException, RequestException) as error:
            raise AirflowException(f"Docker can't be reached or broke off: {error}") from error
        if self.cli.ending is None:
            raise AirflowException("The container's end was not seen.")
        return self.cli.ending

    def _refused(self, error: APIError) -> AirflowException:
        text = f"Docker refused to run image {self.image}: {error.explanation or error}"
        if error.is_client_error() and error.status_code not in WORTH_A_RETRY:
            return AirflowFailException(
                f"{text}. Check the image (it is not pulled), the network, the limits."
            )
        return AirflowException(text)

    def _conclude(
        self, context: Context, request: RunRequest, ending: Ending, result: dict[str, Any]
    ) -> dict[str, Any]:
        for line in summary(result):
            self.log.info("%s", line)
        try:
            raise_failure(ending, result)
        except AirflowException:
            context["ti"].xcom_push(key="return_value", value=result)
            raise
        if request.dry_run:
            self.outlets = []
        for asset in self.outlets:
            context["outlet_events"][asset].extra = {
                "run_id": request.run_id,
                "as_of_date": result.get("as_of_date"),
            }
        return result
