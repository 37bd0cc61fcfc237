//! What invoices do to the stock.
