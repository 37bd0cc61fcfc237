//! Valid requests for a company in Great Britain or Canada in which nothing has been entered yet.

/// What has to be there before anything can refer to it, in this order: customer 1, vendor 2, a stocked item 3.
pub(crate) const GROUND: [(&str, &str); 3] = [
    ("customer", r#"{"DisplayName":"Ground C","Balance":15,"OpenBalanceDate":"2026-01-31"}"#),
    ("vendor", r#"{"DisplayName":"Ground V"}"#),
    (
        "item",
        r#"{"Name":"Ground I","Type":"Inventory","QtyOnHand":3,"PurchaseCost":4,"TrackQtyOnHand":true,"InvStartDate":"2026-01-01","IncomeAccountRef":{"value":"4"},"ExpenseAccountRef":{"value":"5"},"AssetAccountRef":{"value":"6"}}"#,
    ),
];

/// Bodies of creates, with the entity in the path.
pub(crate) const BODIES: [(&str, &str); 12] = [
    (
        "customer",
        r#"{"DisplayName":"Fuzz","BillAddr":{"Line1":"1 Street","City":"Town","PostalCode":"1"},"Taxable":true,"Balance":10,"OpenBalanceDate":"2026-01-31"}"#,
    ),
    ("vendor", r#"{"DisplayName":"Fuzz V","Balance":-7,"OpenBalanceDate":"2026-01-31"}"#),
    (
        "invoice",
        r#"{"CustomerRef":{"value":"1"},"TxnDate":"2026-03-01","GlobalTaxCalculation":"TaxInclusive","Line":[{"DetailType":"SalesItemLineDetail","Amount":30.0,"SalesItemLineDetail":{"ItemRef":{"value":"3"},"Qty":3,"UnitPrice":10,"TaxInclusiveAmt":30,"TaxCodeRef":{"value":"2"}}},{"DetailType":"DiscountLineDetail","Amount":3,"DiscountLineDetail":{"PercentBased":false}}]}"#,
    ),
    (
        "invoice",
        r#"{"CustomerRef":{"value":"1"},"GlobalTaxCalculation":"TaxExcluded","Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"},"TaxCodeRef":{"value":"3"}}}],"TxnTaxDetail":{"TotalTax":1}}"#,
    ),
    (
        "estimate",
        r#"{"CustomerRef":{"value":"1"},"GlobalTaxCalculation":"NotApplicable","Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}"#,
    ),
    (
        "creditmemo",
        r#"{"CustomerRef":{"value":"1"},"GlobalTaxCalculation":"TaxExcluded","Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"3"},"Qty":1,"UnitPrice":5,"TaxCodeRef":{"value":"2"}}}]}"#,
    ),
    (
        "refundreceipt",
        r#"{"DepositToAccountRef":{"value":"13"},"GlobalTaxCalculation":"TaxInclusive","Line":[{"DetailType":"SalesItemLineDetail","Amount":5,"SalesItemLineDetail":{"ItemRef":{"value":"1"},"TaxCodeRef":{"value":"4"}}}]}"#,
    ),
    (
        "payment",
        r#"{"CustomerRef":{"value":"1"},"TotalAmt":5,"Line":[{"Amount":5,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]}]}"#,
    ),
    (
        "bill",
        r#"{"VendorRef":{"value":"2"},"GlobalTaxCalculation":"TaxInclusive","Line":[{"DetailType":"ItemBasedExpenseLineDetail","Amount":20,"ItemBasedExpenseLineDetail":{"ItemRef":{"value":"3"},"Qty":4,"UnitPrice":5,"TaxCodeRef":{"value":"2"}}}]}"#,
    ),
    (
        "vendorcredit",
        r#"{"VendorRef":{"value":"2"},"Line":[{"DetailType":"ItemBasedExpenseLineDetail","Amount":9,"ItemBasedExpenseLineDetail":{"ItemRef":{"value":"3"},"Qty":3,"UnitPrice":3,"TaxCodeRef":{"value":"2"}}}]}"#,
    ),
    (
        "purchase",
        r#"{"PaymentType":"Cash","AccountRef":{"value":"13"},"GlobalTaxCalculation":"TaxExcluded","Line":[{"DetailType":"AccountBasedExpenseLineDetail","Amount":5,"AccountBasedExpenseLineDetail":{"AccountRef":{"value":"3"},"TaxCodeRef":{"value":"5"}}}]}"#,
    ),
    ("item", r#"{"Id":"3","SyncToken":"0","sparse":true,"QtyOnHand":8,"PurchaseCost":2.5}"#),
];
