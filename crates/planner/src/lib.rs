//! Decides what QuickBooks has to be told about one record.
