"""The first start: welcome, and setting up records step by step."""
