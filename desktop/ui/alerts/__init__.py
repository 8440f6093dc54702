"""Alerts: what a colleague must see before acting, raised, reworded, resolved with a reason."""
