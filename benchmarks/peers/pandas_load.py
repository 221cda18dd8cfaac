"""pandas as people write it: read_csv, then to_sql with its defaults.

python pandas_load.py DATABASE_URL SCHEMA FILE …
"""

import sys
from pathlib import Path

import pandas
from sqlalchemy import create_engine

url, schema, *files = sys.argv[1:]
engine = create_engine(url.replace("postgresql:", "postgresql+psycopg2:"))
for file in map(Path, files):
    frame = pandas.read_csv(file)
    frame.to_sql(file.stem, engine, schema=schema, if_exists="replace", index=False)
