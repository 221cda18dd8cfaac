"""What the Orders ETL DAG is made of: its parameters, its settings, and the operator of its tasks."""
