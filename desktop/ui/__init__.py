"""What people see and use: every window, screen and control."""
