"""Articles that are records: which column is which, and one record after the other out of files of any size."""
