//! A stateful QuickBooks Online stand-in for tests and demos.
