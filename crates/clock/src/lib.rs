//! Time, ids and randomness as traits, with real and stepped ones.
