//! A typed client of the QuickBooks Online Accounting API.
