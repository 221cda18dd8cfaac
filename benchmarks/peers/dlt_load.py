"""dlt by the way its documentation calls fast: Arrow tables, loaded as CSV, which is by COPY.

python dlt_load.py DATABASE_URL SCHEMA FILE …; the working folder is for the pipeline's files.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import dlt
import pyarrow as pa
from pyarrow import csv

BLOCK = 16 << 20


def batches(file: Path) -> Iterator[pa.Table]:
    with csv.open_csv(file, csv.ReadOptions(block_size=BLOCK)) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])


url, schema, *files = sys.argv[1:]
pipeline = dlt.pipeline(
    "benchmark",
    pipelines_dir=str(Path.cwd()),
    destination=dlt.destinations.postgres(credentials=url),
    dataset_name=schema,
)
resources = [
    dlt.resource(batches(file), name=file.stem, write_disposition="replace")
    for file in map(Path, files)
]
pipeline.run(resources, loader_file_format="csv").raise_on_failed_jobs()
