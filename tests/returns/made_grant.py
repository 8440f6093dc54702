"""The rules of a small grant of which everything is typed in; tests put together the parts they need."""

HEAD = 'id = "grant"\ntitle = "The grant"\nversion = "1"\n'
MONEY = """
[[tables]]
id = "R26"
title = "Spend against budget"
section = "Resources"
entered = true
rows = [
  { code = "staff", label = "Staff" },
  { code = "travel", label = "Travel", level = 1 },
  { code = "total", label = "Total", sum = true },
]
columns = [
  { code = "budget", label = "Budget", unit = "£" },
  { code = "spent", label = "Spent", unit = "£" },
  { code = "left", label = "Left", unit = "£", minus = ["budget", "spent"] },
]
note = "In pounds."
"""
NARRATIVE = """
[[tables]]
id = "R27"
title = "Narrative"
text = true
most = 300
"""
STORY = """
[[tables]]
id = "R28"
title = "A case study"
text = true
case_study = true
most = 900
"""
COVER = """
[[tables]]
id = "R0"
title = "Cover"
cover = true
rows = [{ code = "grant", label = "Grant" }, { code = "prepared", label = "Prepared by" }]
"""
GRANT = HEAD + MONEY + NARRATIVE + STORY + COVER
