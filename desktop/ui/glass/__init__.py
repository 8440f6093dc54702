"""Breaking the glass: reading in an emergency what is sealed."""
