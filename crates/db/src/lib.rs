//! One SQL text, two databases.
