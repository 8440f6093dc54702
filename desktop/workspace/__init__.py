"""One unlocked store and who is signed in: born at unlock, ended at lock."""
