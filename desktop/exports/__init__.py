"""Answers as files: given data, each function gives the bytes of one file and nothing else."""
