"""By what members are sorted into rows and columns, and what is measured of them."""
