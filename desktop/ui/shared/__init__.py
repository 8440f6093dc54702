"""The parts every screen is made of: colours, sizes, words, controls, tables, messages."""
