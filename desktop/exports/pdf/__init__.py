"""What pages of paper are made of, whatever is printed on them."""
