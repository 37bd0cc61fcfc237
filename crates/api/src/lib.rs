//! API 2.0 and what is ours beside it.
