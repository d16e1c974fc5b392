"""Loads a CSV file into PostgreSQL with dlt: rows that are there already, by the hash of their values, stay as they are.

Arguments: the file, and a folder for what dlt keeps of its own. The database is in dlt's environment variables.
"""

import csv
import hashlib
import sys

import dlt

ROWS_AT_ONCE = 5_000


@dlt.resource(
    name="rows",
    primary_key="row_hash",
    write_disposition={"disposition": "merge", "strategy": "insert-only"},
)
def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = []
        for row in csv.DictReader(file):
            row["row_hash"] = hashlib.sha256("\x1f".join(row.values()).encode()).hexdigest()
            rows.append(row)
            if len(rows) == ROWS_AT_ONCE:
                yield rows
                rows = []
        yield rows


pipeline = dlt.pipeline("benchmark", destination="postgres", dataset_name="dlt", pipelines_dir=sys.argv[2])
# COPY from CSV, the fastest way into PostgreSQL that it has.
pipeline.run(read(sys.argv[1]), loader_file_format="csv")
