"""Spreadsheets into rows: columns recognised, values matched, rejects kept."""
