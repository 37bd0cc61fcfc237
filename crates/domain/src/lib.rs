//! What the business is: money, contacts, items, documents, transactions, totals.
