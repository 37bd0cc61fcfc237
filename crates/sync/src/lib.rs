//! Carries changes to QuickBooks: queue, order, attempts, links, retry, sweep.
