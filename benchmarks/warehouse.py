"""psql: fills the warehouse, empties it, and makes the copies that the product is held against."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from enum import Enum
from typing import Any

from installation import REPOSITORY
from sample import SOURCES, Sample

DEFINITION = REPOSITORY / "common/src/main/resources/pipeline"
DIMENSIONS = ("dim_dates", "dim_products")


class Keys(Enum):
    """When a table gets its primary key."""

    NONE = "never"
    DECLARED = "before its rows"
    ADDED = "after its rows"


class Warehouse:
    """A database as its administrator sees it.

    :param access: libpq's variables
    """

    def __init__(self, access: Mapping[str, str]) -> None:
        self.access = dict(access)

    def psql(self, *commands: str) -> str:
        """Run commands in one connection and one transaction."""
        words = [word for command in commands for word in ("-c", command)]
        done = subprocess.run(
            [
                "psql",
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "--single-transaction",
                *words,
            ],
            check=False,
            env=os.environ | self.access,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"psql ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def make_role(self, role: str, password: str) -> None:
        """Make the pipeline's role, with the rights that ``./run`` gives it."""
        self.psql(
            f"create role {role} login password '{password}'",
            f"grant create, temporary on database {self.access['PGDATABASE']} to {role}",
            f"alter default privileges grant select on tables to {role}",
            "create schema if_common",
            f"grant usage on schema if_common to {role}",
        )

    def fill_dimensions(self, sample: Sample) -> None:
        for dimension in DIMENSIONS:
            table = f"if_common.{dimension}"
            self.psql(
                f"drop table if exists {table}",
                f"create table {table} ({', '.join(_columns('dimensions', dimension))})",
                f"\\copy {table} from '{sample.file(dimension)}' with (format csv, header)",
            )

    def forget_publications(self) -> None:
        """Drop what the product publishes to, so that each run finds the same."""
        self.psql(
            "set client_min_messages to warning",
            "drop schema if exists orders_staging, orders_analytics cascade",
        )

    def empty(self, schema: str) -> None:
        self.psql(
            "set client_min_messages to warning",
            f"drop schema if exists {schema} cascade",
            f"create schema {schema}",
        )

    def expect(self, schema: str, sample: Sample) -> None:
        """Fail unless a schema holds all rows of an undamaged sample."""
        for source, rows in sample.rows().items():
            found = int(self.psql(f"select count(*) from {schema}.{source}"))
            if found != rows:
                raise RuntimeError(f"{schema}.{source} has {found} rows, expected {rows}")

    def settle(self) -> None:
        """Write out what is dirty, so that what is measured next does not pay for it."""
        self.psql("checkpoint")
        os.sync()

    def copy(self, schema: str, sample: Sample, keys: Keys) -> None:
        """Load the three sources into new tables."""
        commands = []
        for source in SOURCES:
            table = f"{schema}.{source}"
            key = _key("sources", source)
            columns = [*_columns("sources", source), *(key if keys is Keys.DECLARED else [])]
            commands += [
                f"create table {table} ({', '.join(columns)})",
                f"\\copy {table} from '{sample.file(source)}' with (format csv, header)",
            ]
            if keys is Keys.ADDED:
                commands += [f"alter table {table} add {constraint}" for constraint in key]
        self.psql(*commands)

    def version(self) -> str:
        return self.psql("show server_version").strip().split()[0]


def _columns(kind: str, dataset: str) -> list[str]:
    """A dataset's columns as its contract says, in the order of the sample files."""
    return [f"{column['name']} {column['type']}" for column in _contract(kind, dataset)["columns"]]


def _key(kind: str, dataset: str) -> list[str]:
    columns = _contract(kind, dataset).get("primaryKey")
    return [f"primary key ({', '.join(columns)})"] if columns else []


def _contract(kind: str, dataset: str) -> dict[str, Any]:
    return json.loads((DEFINITION / kind / f"{dataset}.json").read_text())
