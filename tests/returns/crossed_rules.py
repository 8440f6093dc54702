"""Counting rules with a crossed and filtered table, which no rules that ship have yet."""

CROSSED = """
id = "crossed"
title = "Crossed"
version = "1"
[age_bands]
adult = [{ label = "Under 18", to = 17 }, { label = "18 and over", from = 18 }]
[[tables]]
id = "crossed"
title = "Hate by age"
counts = "people-newly-referred"
filter = { sex = ["F"], offence = ["violence"] }
rows = { by = "hate", roll_up = "published", none = "none", layout = "valid-missing-total" }
columns = { by = "age", age_bands = "adult", layout = "missing-total" }
"""
