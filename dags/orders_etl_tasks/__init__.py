"""What the Orders ETL DAG is made of: its parameters, its settings, its tasks' operator."""
