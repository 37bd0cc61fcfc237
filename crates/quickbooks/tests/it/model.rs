//! The objects as they travel.

use quickbooks::model::{
    Account, Address, Customer, DetailType, Email, GlobalTaxCalculation, Invoice, Item, ItemType, Line, Memo,
    Payment, Phone, Preferences, Reference, SalesItemLineDetail, TaxLine, TaxLineDetail, TxnTaxDetail,
    Vendor, WebAddr,
};
use rust_decimal::dec;
use serde_json::{Value, json};

#[test]
fn what_is_not_set_is_not_sent() {
    for empty in [
        serde_json::to_value(Customer::default()).unwrap(),
        serde_json::to_value(Invoice::default()).unwrap(),
        serde_json::to_value(Preferences::default()).unwrap(),
    ] {
        assert_eq!(empty, json!({}));
    }
}

#[test]
fn a_cleared_value_is_sent_empty() {
    let customer = Customer {
        company_name: Some(String::new()),
        primary_phone: Some(Phone::default()),
        primary_email_addr: Some(Email::default()),
        web_addr: Some(WebAddr::default()),
        bill_addr: Some(Address::default()),
        currency_ref: Some(Reference::none()),
        ..Customer::default()
    };
    let expected = json!({ "CompanyName": "", "PrimaryPhone": {}, "PrimaryEmailAddr": {}, "WebAddr": {},
        "BillAddr": {}, "CurrencyRef": { "value": "" } });
    assert_eq!(serde_json::to_value(customer).unwrap(), expected);
}

#[test]
fn a_customer_is_sent_under_the_names_of_the_service() {
    let customer = Customer {
        id: Some("7".into()),
        sync_token: Some("1".into()),
        sparse: Some(true),
        display_name: Some("King's Groceries".into()),
        primary_phone: Some(Phone { free_form_number: Some("(555) 555-5555".into()) }),
        fax: Some(Phone { free_form_number: Some("1".into()) }),
        primary_email_addr: Some(Email { address: Some("j@example.com".into()) }),
        web_addr: Some(WebAddr { uri: Some("http://kings.example".into()) }),
        ship_addr: Some(Address {
            line1: Some("123 Main Street".into()),
            country_sub_division_code: Some("CA".into()),
            ..Address::default()
        }),
        ..Customer::default()
    };
    let expected = json!({ "Id": "7", "SyncToken": "1", "sparse": true, "DisplayName": "King's Groceries",
        "PrimaryPhone": { "FreeFormNumber": "(555) 555-5555" }, "Fax": { "FreeFormNumber": "1" },
        "PrimaryEmailAddr": { "Address": "j@example.com" }, "WebAddr": { "URI": "http://kings.example" },
        "ShipAddr": { "Line1": "123 Main Street", "CountrySubDivisionCode": "CA" } });
    assert_eq!(serde_json::to_value(customer).unwrap(), expected);
}

#[test]
fn an_invoice_is_sent_with_exact_amounts() {
    let detail = SalesItemLineDetail {
        item_ref: Some(Reference::to("15")),
        qty: Some(dec!(15)),
        unit_price: Some(dec!(10.125)),
        tax_code_ref: Some(Reference::to("TAX")),
    };
    let invoice = Invoice {
        customer_ref: Some(Reference::to("1")),
        txn_date: Some("2026-02-28".parse().unwrap()),
        line: Some(vec![
            Line::sales_item(dec!(151.88), detail),
            Line::discount_percent(dec!(10), dec!(15.19)),
            Line::discount_amount(dec!(5.00)),
        ]),
        txn_tax_detail: Some(TxnTaxDetail { total_tax: Some(dec!(34.00)), ..TxnTaxDetail::default() }),
        global_tax_calculation: Some(GlobalTaxCalculation::TaxExcluded),
        customer_memo: Some(Memo::new("Thank you")),
        ..Invoice::default()
    };
    let expected = r#"{"CustomerRef":{"value":"1"},"TxnDate":"2026-02-28","Line":[
        {"Amount":151.88,"DetailType":"SalesItemLineDetail",
         "SalesItemLineDetail":{"ItemRef":{"value":"15"},"Qty":15,"UnitPrice":10.125,"TaxCodeRef":{"value":"TAX"}}},
        {"Amount":15.19,"DetailType":"DiscountLineDetail",
         "DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10}},
        {"Amount":5.00,"DetailType":"DiscountLineDetail",
         "DiscountLineDetail":{"PercentBased":false}}],
        "TxnTaxDetail":{"TotalTax":34.00},"GlobalTaxCalculation":"TaxExcluded",
        "CustomerMemo":{"value":"Thank you"}}"#;
    let expected: Value = serde_json::from_str(expected).unwrap();
    assert_eq!(serde_json::to_value(invoice).unwrap(), expected);
}

#[test]
fn an_invoice_of_the_service_is_read_with_its_unknown_members_left_out() {
    let invoice: Invoice = serde_json::from_str(
        r#"{"AllowIPNPayment":false,"domain":"QBO","sparse":false,"Id":"130","SyncToken":"0",
        "MetaData":{"CreateTime":"2014-09-19T13:16:17-07:00","LastUpdatedTime":"2014-09-19T13:16:17-07:00"},
        "CustomField":[{"DefinitionId":"1","Name":"Crew #","Type":"StringType"}],
        "DocNumber":"1037","TxnDate":"2014-09-19",
        "LinkedTxn":[{"TxnId":"101","TxnType":"Payment"}],
        "Line":[{"Id":"1","LineNum":1,"Description":"Rock Fountain","Amount":275.00,
        "DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"5","name":"Rock Fountain"},
        "UnitPrice":275,"Qty":1,
        "TaxCodeRef":{"value":"TAX"}}},
        {"Amount":335.25,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}],
        "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":26.82,
        "TaxLine":[{"Amount":26.82,"DetailType":"TaxLineDetail",
        "TaxLineDetail":{"TaxRateRef":{"value":"3"},"PercentBased":true,"TaxPercent":8,"NetAmountTaxable":335.25}}]},
        "CustomerRef":{"value":"24","name":"Sonnenschein Family Store"},
        "DueDate":"2014-10-19","TotalAmt":362.07,
        "ApplyTaxAfterDiscount":false,"PrintStatus":"NeedToPrint","Balance":"362.07","Deposit":0}"#,
    )
    .unwrap();
    assert_eq!((invoice.total_amt, invoice.balance), (Some(dec!(362.07)), Some(dec!(362.07))));
    assert_eq!(invoice.txn_date, Some("2014-09-19".parse().unwrap()));
    assert_eq!(invoice.linked_txn.unwrap()[0].txn_type.as_deref(), Some("Payment"));
    let lines = invoice.line.unwrap();
    assert_eq!(lines[0].amount, Some(dec!(275.00)));
    assert_eq!(lines[1].detail_type, Some(DetailType::SubTotalLineDetail));
    let tax: TaxLine = invoice.txn_tax_detail.unwrap().tax_line.unwrap().remove(0);
    let detail: TaxLineDetail = tax.tax_line_detail.unwrap();
    assert_eq!((tax.amount, detail.tax_percent), (Some(dec!(26.82)), Some(dec!(8))));
}

#[test]
fn a_payment_of_the_service_is_read() {
    let payment: Payment = serde_json::from_str(
        r#"{"CustomerRef":{"value":"20"},"TotalAmt":65.00,"UnappliedAmt":10.00,"ProcessPayment":false,"Id":"163",
        "Line":[{"Amount":55.00,"LinkedTxn":[{"TxnId":"70","TxnType":"Invoice"}],"LineEx":{"any":[]}}]}"#,
    )
    .unwrap();
    assert_eq!((payment.total_amt, payment.unapplied_amt), (Some(dec!(65)), Some(dec!(10))));
    assert_eq!(payment.line, Some(vec![Line::pays_invoice("70", dec!(55))]));
}

#[test]
fn a_value_in_an_unknown_spelling_is_kept_as_it_came() {
    let line: Line = serde_json::from_value(json!({ "DetailType": "SALES_ITEM_LINE_DETAIL" })).unwrap();
    assert_eq!(line.detail_type, Some(DetailType::Other("SALES_ITEM_LINE_DETAIL".into())));
    let item: Item = serde_json::from_value(json!({ "Type": "NonInventory" })).unwrap();
    assert_eq!(item.r#type, Some(ItemType::NonInventory));
    assert_eq!(serde_json::to_value(&item).unwrap(), json!({ "Type": "NonInventory" }));
}

#[test]
fn lists_and_settings_are_read() {
    let account: Account = serde_json::from_value(json!({ "Id": "79",
        "FullyQualifiedName": "Sales of Product Income",
        "AccountType": "Income", "AccountSubType": "SalesOfProductIncome", "CurrentBalance": 0 }))
    .unwrap();
    assert_eq!(account.account_sub_type.as_deref(), Some("SalesOfProductIncome"));
    let vendor: Vendor =
        serde_json::from_value(json!({ "Id": "30", "Vendor1099": false, "Balance": 1602.67 })).unwrap();
    assert_eq!(vendor.balance, Some(dec!(1602.67)));
    let preferences: Preferences = serde_json::from_value(json!({
        "CurrencyPrefs": { "MultiCurrencyEnabled": false, "HomeCurrency": { "value": "USD" } },
        "AccountingInfoPrefs": { "BookCloseDate": "2025-12-31" },
        "OtherPrefs": { "NameValue": [{ "Name": "SalesFormsPrefs.DefaultItem", "Value": "1" }] },
        "ReportPrefs": { "ReportBasis": "Accrual" } }))
    .unwrap();
    assert_eq!(preferences.currency_prefs.unwrap().home_currency, Some(Reference::to("USD")));
    let closed = preferences.accounting_info_prefs.unwrap().book_close_date;
    assert_eq!(closed, Some("2025-12-31".parse().unwrap()));
    let other = preferences.other_prefs.unwrap();
    assert_eq!(other.setting("SalesFormsPrefs.DefaultItem"), Some("1"));
    assert_eq!(other.setting("DTXCopyMemo"), None);
}
