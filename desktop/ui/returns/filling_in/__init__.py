"""Typing in what a return needs beside its counts, and replies to the survey."""
