//! Pages behind sign-in.
