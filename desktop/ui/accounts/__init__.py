"""Sign-ins: who may open these records, in which roles, and letting people in and out."""
