"""What people agreed to, on the screen: recorded, read, taken back."""
