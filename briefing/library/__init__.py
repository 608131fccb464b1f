"""The record (SQLite) and the pipeline that fills it."""
