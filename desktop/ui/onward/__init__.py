"""Signposting and onward referrals on the screen: prepared, sent, stopped, followed up."""
