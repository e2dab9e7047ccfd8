"""Deals in tables: workbooks for reps, and rows of CSV, Excel or Parquet files that a mapping explains."""
