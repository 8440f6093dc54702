"""Alongside: casework and honest numbers for charities that help people after a crime."""
