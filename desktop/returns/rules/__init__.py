"""Counting rules as data: what a rules file may say, and reading it with every mistake explained."""
