"""What differs from system to system: files, folders, permissions, bundled resources."""
