"""Airflow's masks, for text that is on its way to a log, an XCom or a message."""

from __future__ import annotations

from typing import Any, cast

from airflow.providers.common.compat.sdk import mask_secret, redact

__all__ = ["mask_secret", "masked", "masked_values"]


def masked(text: str) -> str:
    """Hide every secret that was made known by ``mask_secret``."""
    return str(redact(text))


def masked_values(result: dict[str, Any]) -> dict[str, Any]:
    """Hide them in all values of a JSON object."""
    return cast("dict[str, Any]", redact(result))
