//! Several currencies (fact sheet 11.4, 11.7).

use crate::stage::{Stage, invoice, number, payment, printed, text};
use axum::http::Method;
use qbo_emulator::Seed;
use serde_json::{Value, json};

/// A US company that deals in euros, with a customer and a vendor there.
pub(crate) async fn trader() -> Stage {
    let stage = Stage::with(Seed::EmptyUs);
    stage.settings(json!({"multi_currency": true})).await;
    stage.post("companycurrency", json!({"Code": "EUR"})).await.object("CompanyCurrency");
    let euro = json!({"value": "EUR"});
    stage.post("customer", json!({"DisplayName": "Käufer", "CurrencyRef": euro})).await.object("Customer");
    stage.post("vendor", json!({"DisplayName": "Lieferant", "CurrencyRef": euro})).await.object("Vendor");
    stage
}

pub(crate) fn in_euros(mut body: Value, rate: &str) -> Value {
    body["CurrencyRef"] = json!({"value": "EUR"});
    body["ExchangeRate"] = number(rate);
    body
}

pub(crate) async fn balance(stage: &Stage, name: &str) -> String {
    let found = stage.query(&format!("select * from Account where Name = '{name}'")).await;
    printed(&found.object("QueryResponse")["Account"][0]["CurrentBalance"])
}

#[tokio::test]
async fn without_multi_currency_only_the_home_currency_is_taken() {
    let stage = Stage::with(Seed::EmptyUs);
    stage.customer("Buyer").await;
    stage.post("invoice", in_euros(invoice("1", "100"), "1.1")).await.fault(400, "6000");
    let mut home = invoice("1", "100");
    home["CurrencyRef"] = json!({"value": "USD"});
    home["ExchangeRate"] = json!(1);
    let made = stage.post("invoice", home).await.object("Invoice");
    assert_eq!((&made["ExchangeRate"], &made["HomeTotalAmt"]), (&Value::Null, &Value::Null));
    stage.get("exchangerate?sourcecurrencycode=EUR").await.fault(400, "5030");
    stage.post("exchangerate", json!({"SourceCurrencyCode": "EUR", "Rate": 1.1})).await.fault(400, "5030");
}

#[tokio::test]
async fn preferences_say_whether_there_are_several_currencies() {
    let stage = Stage::new();
    let enabled = async || {
        let preferences = stage.get("preferences").await.object("Preferences");
        preferences["CurrencyPrefs"]["MultiCurrencyEnabled"].clone()
    };
    assert_eq!(enabled().await, false);
    stage.control(Method::POST, "settings", json!({"multi_currency": true})).await;
    assert_eq!(enabled().await, true);
}

#[tokio::test]
async fn a_customers_currency_is_one_that_there_is_and_stays() {
    let stage = trader().await;
    let body = json!({"DisplayName": "Köpare", "CurrencyRef": {"value": "XQQ"}});
    stage.post("customer", body).await.fault(400, "2220");
    let change = json!({"Id": "1", "SyncToken": "0", "sparse": true, "CurrencyRef": {"value": "USD"}});
    let customer = stage.post("customer", change).await.object("Customer");
    assert_eq!(customer["CurrencyRef"], json!({"value": "EUR", "name": "Euro"}));
}

#[tokio::test]
async fn accounts_for_what_is_owed_appear_with_the_first_customer_and_vendor_of_a_currency() {
    let stage = trader().await;
    for name in ["Accounts Receivable (A/R) - EUR", "Accounts Payable (A/P) - EUR"] {
        let found = stage.query(&format!("select * from Account where Name = '{name}'")).await;
        assert_eq!(found.object("QueryResponse")["Account"][0]["CurrencyRef"]["value"], "EUR", "{name}");
    }
    let again = json!({"DisplayName": "Kunde", "CurrencyRef": {"value": "EUR"}});
    stage.post("customer", again).await.object("Customer");
    stage.post("invoice", in_euros(invoice("1", "100"), "1.1")).await.object("Invoice");
    assert_eq!(balance(&stage, "Accounts Receivable (A/R) - EUR").await, "110.00");
    assert_eq!(balance(&stage, "Accounts Receivable (A/R)").await, "0");
}

#[tokio::test]
async fn a_transaction_is_in_the_currency_of_its_customer_or_vendor() {
    let stage = trader().await;
    let error = stage.post("invoice", invoice("1", "100")).await.fault(400, "6000");
    assert!(
        text(&error, "Detail").contains("The currency of the transaction is invalid for customer"),
        "{error}"
    );
    let bill = json!({"VendorRef": {"value": "2"}, "Line": [{
        "DetailType": "AccountBasedExpenseLineDetail", "Amount": 50,
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "3"}}}]});
    stage.post("bill", bill.clone()).await.fault(400, "6000");
    let bill = stage.post("bill", in_euros(bill, "1.1")).await.object("Bill");
    assert_eq!((bill.get("HomeTotalAmt"), printed(&bill["HomeBalance"])), (None, "55.00".into()));
    let home = stage.customer("At home").await;
    stage.invoice(text(&home, "Id"), "5").await;
}

#[tokio::test]
async fn money_back_to_a_customer_is_in_his_currency_and_on_the_account_of_it() {
    let stage = trader().await;
    let account = async |name: &str| {
        let found = stage.query(&format!("select * from Account where Name = '{name}'")).await;
        text(&found.object("QueryResponse")["Account"][0], "Id").to_owned()
    };
    let (home, foreign) =
        (account("Accounts Receivable (A/R)").await, account("Accounts Receivable (A/R) - EUR").await);
    let bank = json!({"Name": "Bank", "AccountType": "Bank", "AccountSubType": "Checking"});
    let bank = text(&stage.post("account", bank).await.object("Account"), "Id").to_owned();
    let back = |receivable: &str| {
        json!({"PaymentType": "Cash", "AccountRef": {"value": bank}, "EntityRef": {"value": "1", "type": "Customer"},
            "Line": [{"DetailType": "AccountBasedExpenseLineDetail", "Amount": 5,
                "AccountBasedExpenseLineDetail": {"AccountRef": {"value": receivable}}}]})
    };
    let error = stage.post("purchase", in_euros(back(&home), "1.1")).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("same currency as the A/R and A/P accounts"), "{error}");
    let error = stage.post("purchase", back(&foreign)).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("invalid for customer"), "{error}");
    stage.post("purchase", in_euros(back(&foreign), "1.1")).await.object("Purchase");
    assert_eq!(balance(&stage, "Accounts Receivable (A/R) - EUR").await, "5.50");
}

#[tokio::test]
async fn amounts_are_given_in_home_currency_too() {
    let stage = trader().await;
    let made = stage.post("invoice", in_euros(invoice("1", "33.33"), "1.085")).await.object("Invoice");
    assert_eq!(
        (printed(&made["TotalAmt"]), printed(&made["HomeTotalAmt"]), printed(&made["HomeBalance"])),
        ("33.33".into(), "36.16".into(), "36.16".into())
    );
    assert_eq!(made["ExchangeRate"], number("1.085"));
}

#[tokio::test]
async fn the_rate_is_that_of_the_day_unless_one_is_sent() {
    let stage = trader().await;
    for (day, rate) in [("2026-01-01", "1.2"), ("2026-02-01", "1.3")] {
        let body = json!({"SourceCurrencyCode": "EUR", "Rate": number(rate), "AsOfDate": day});
        stage.post("exchangerate", body).await.object("ExchangeRate");
    }
    let rate = async |day: &str| {
        let mut body = invoice("1", "10");
        body["CurrencyRef"] = json!({"value": "EUR"});
        body["TxnDate"] = day.into();
        stage.post("invoice", body).await.object("Invoice")["ExchangeRate"].clone()
    };
    assert_eq!(rate("2026-01-31").await, number("1.2"));
    assert_eq!(rate("2026-02-01").await, number("1.3"));
    assert_eq!(rate("2025-12-31").await, number("1.08"));
}

#[tokio::test]
async fn an_exchange_rate_is_read_by_currency_and_day_and_written_by_saying_it_again() {
    let stage = trader().await;
    let read = async |parameters: &str| {
        let reply = stage.get(&format!("exchangerate?sourcecurrencycode={parameters}")).await;
        reply.object("ExchangeRate")
    };
    let usual = read("EUR").await;
    assert_eq!((usual["Rate"].clone(), text(&usual, "AsOfDate")), (number("1.08"), "2026-03-02"));
    let body = json!({"SourceCurrencyCode": "EUR", "Rate": 1.25, "AsOfDate": "2026-02-10"});
    let first = stage.post("exchangerate", body).await.object("ExchangeRate");
    assert_eq!((text(&first, "TargetCurrencyCode"), text(&first, "SyncToken")), ("USD", "0"));
    let body = json!({"SourceCurrencyCode": "EUR", "Rate": 1.5, "AsOfDate": "2026-02-10", "SyncToken": "0"});
    let second = stage.post("exchangerate", body).await.object("ExchangeRate");
    assert_eq!((second["Rate"].clone(), text(&second, "SyncToken")), (number("1.5"), "1"));
    assert_eq!(read("EUR").await["Rate"], number("1.5"));
    assert_eq!(read("EUR&asofdate=2026-02-09").await["Rate"], number("1.08"));
    let found = stage.query("select * from ExchangeRate where AsOfDate > '2026-01-01'").await;
    assert_eq!(found.object("QueryResponse")["ExchangeRate"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn exchange_rates_that_make_no_sense_are_refused() {
    let stage = trader().await;
    stage.get("exchangerate").await.fault(400, "2020");
    stage.get("exchangerate?sourcecurrencycode=EUR&asofdate=soon").await.fault(400, "2060");
    for (body, code) in [
        (json!({"Rate": 1}), "2020"),
        (json!({"SourceCurrencyCode": "EUR"}), "2020"),
        (json!({"SourceCurrencyCode": "EUR", "Rate": 0}), "2240"),
        (json!({"SourceCurrencyCode": "EUR", "Rate": 1_000_001}), "2240"),
        (json!({"SourceCurrencyCode": "USD", "Rate": 1}), "2220"),
        (json!({"SourceCurrencyCode": "EUR", "TargetCurrencyCode": "GBP", "Rate": 1}), "2220"),
    ] {
        stage.post("exchangerate", body).await.fault(400, code);
    }
    stage.post("invoice", in_euros(invoice("1", "999999999999999"), "1000001")).await.fault(400, "2240");
    stage.post("invoice", in_euros(invoice("1", "999999999999999"), "1000000")).await.object("Invoice");
}

#[tokio::test]
async fn what_exchange_wins_or_loses_between_invoice_and_payment_is_booked() {
    let stage = trader().await;
    let sold = stage.post("invoice", in_euros(invoice("1", "100"), "1.1")).await.object("Invoice");
    let paid = in_euros(payment("1", text(&sold, "Id"), "100"), "1.25");
    let paid = stage.post("payment", paid).await.object("Payment");
    assert_eq!((paid.get("HomeTotalAmt"), &paid["ExchangeRate"]), (None, &number("1.25")));
    assert_eq!(printed(&stage.read("Invoice", text(&sold, "Id")).await["Balance"]), "0");
    assert_eq!(balance(&stage, "Accounts Receivable (A/R) - EUR").await, "0");
    assert_eq!(balance(&stage, "Undeposited Funds").await, "125.00");
    let result = stage.get("reports/ProfitAndLoss").await.body;
    let rows = result["Rows"]["Row"].as_array().unwrap();
    let other = rows.iter().find(|row| row["group"] == "OtherExpenses").unwrap();
    assert_eq!(other["Rows"]["Row"][0]["ColData"][0]["value"], "Exchange Gain or Loss");
    assert_eq!(other["Summary"]["ColData"][1]["value"], "-15.00");
    let trial = stage.get("reports/TrialBalance").await.body;
    assert!(!trial.to_string().contains("Opening Balance Equity"), "{trial}");
}

#[tokio::test]
async fn reports_are_in_home_currency() {
    let stage = trader().await;
    stage.post("invoice", in_euros(invoice("1", "100"), "1.1")).await.object("Invoice");
    let aged = stage.get("reports/AgedReceivables").await.body;
    let total = aged["Rows"]["Row"].as_array().unwrap().last().unwrap()["Summary"]["ColData"].clone();
    assert_eq!(total[6]["value"], "110.00");
    assert_eq!(printed(&stage.read("Customer", "1").await["Balance"]), "100.00");
}

#[tokio::test]
async fn a_rate_is_of_a_real_currency_and_above_zero_and_none_where_0_is_sent() {
    let stage = trader().await;
    stage.get("exchangerate?sourcecurrencycode=ZZZ").await.fault(400, "2220");
    stage.post("exchangerate", json!({"SourceCurrencyCode": "ZZZ", "Rate": 1.1})).await.fault(400, "2220");
    stage.post("invoice", in_euros(invoice("1", "100"), "-1")).await.fault(400, "2240");
    let none = stage.post("invoice", in_euros(invoice("1", "100"), "0")).await.object("Invoice");
    let todays = stage.get("exchangerate?sourcecurrencycode=EUR").await.object("ExchangeRate");
    assert_eq!(printed(&none["ExchangeRate"]), printed(&todays["Rate"]));
    stage.get("exchangerate?sourcecurrencycode=EUR").await.object("ExchangeRate");
    stage.post("invoice", in_euros(invoice("1", "100"), "0.5")).await.object("Invoice");
}

#[tokio::test]
async fn a_new_rate_of_a_paid_invoice_leaves_nothing_on_receivables() {
    let stage = trader().await;
    let made = stage.post("invoice", in_euros(invoice("1", "100"), "1.1")).await.object("Invoice");
    let paid = in_euros(payment("1", text(&made, "Id"), "100"), "1.2");
    stage.post("payment", paid).await.object("Payment");
    let name = "Accounts Receivable (A/R) - EUR";
    assert_eq!(balance(&stage, name).await, "0");
    let change = json!({"Id": made["Id"], "SyncToken": "1", "sparse": true, "ExchangeRate": 1.3});
    stage.post("invoice", change).await.object("Invoice");
    assert_eq!(balance(&stage, name).await, "0");
}

const AR: &str = "Accounts Receivable (A/R) - EUR";
const AP: &str = "Accounts Payable (A/P) - EUR";

/// A line for each of these, paid in full.
pub(crate) fn paid(kind: &str, settled: &[(&str, String)]) -> Vec<Value> {
    let link = |id: &str| json!([{"TxnId": id, "TxnType": kind}]);
    settled.iter().map(|(amount, id)| json!({"Amount": number(amount), "LinkedTxn": link(id)})).collect()
}

#[tokio::test]
async fn what_settles_several_leaves_nothing_of_what_each_was_booked_with() {
    let stage = trader().await;
    let make = async |path: &str, name: &str, body: Value| {
        text(&stage.post(path, in_euros(body, "1.1")).await.object(name), "Id").to_owned()
    };
    let of_vendor = |amount: &str| {
        let detail = json!({"AccountRef": {"value": "3"}});
        let line = json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": number(amount),
            "AccountBasedExpenseLineDetail": detail});
        json!({"VendorRef": {"value": "2"}, "Line": [line]})
    };
    let bank = stage.post("account", json!({"Name": "Bank", "AccountType": "Bank"})).await.object("Account");
    let check = json!({"BankAccountRef": {"value": bank["Id"]}});
    // 8.85 are 9.735 at home and 43.67 are 48.037; together they are 57.772.
    for by_credit in [false, true] {
        let (mut invoices, mut bills) = (Vec::new(), Vec::new());
        for amount in ["8.85", "43.67"] {
            invoices.push((amount, make("invoice", "Invoice", invoice("1", amount)).await));
            bills.push((amount, make("bill", "Bill", of_vendor(amount)).await));
        }
        assert_eq!((balance(&stage, AR).await, balance(&stage, AP).await), ("57.78".into(), "57.78".into()));
        let (mut received, mut sent) = (paid("Invoice", &invoices), paid("Bill", &bills));
        if by_credit {
            let memo = [("52.52", make("creditmemo", "CreditMemo", invoice("1", "52.52")).await)];
            received.extend(paid("CreditMemo", &memo));
            let credit = [("52.52", make("vendorcredit", "VendorCredit", of_vendor("52.52")).await)];
            sent.extend(paid("VendorCredit", &credit));
        }
        let total = number(if by_credit { "0" } else { "52.52" });
        let payment = json!({"CustomerRef": {"value": "1"}, "TotalAmt": total, "Line": received});
        make("payment", "Payment", payment).await;
        let payment = json!({"VendorRef": {"value": "2"}, "TotalAmt": total, "Line": sent,
            "PayType": "Check", "CheckPayment": check});
        make("billpayment", "BillPayment", payment).await;
        assert_eq!((balance(&stage, AR).await, balance(&stage, AP).await), ("0".into(), "0".into()));
        let trial = stage.get("reports/TrialBalance").await.body.to_string();
        assert!(!trial.contains(AR) && !trial.contains(AP), "{trial}");
    }
}

#[tokio::test]
async fn several_lines_of_one_are_booked_with_what_they_come_to_together() {
    let stage = trader().await;
    let account =
        async |name: &str| stage.ids(&format!("select * from Account where Name = '{name}'")).await.remove(0);
    let (receivable, payable) = (account(AR).await, account(AP).await);
    let line = |side: &str, amount: &str, account: &str, kind: &str, who: &str| {
        json!({"Amount": number(amount), "JournalEntryLineDetail": {"PostingType": side,
            "AccountRef": {"value": account}, "Entity": {"Type": kind, "EntityRef": {"value": who}}}})
    };
    // 0.05 is 0.055 at home, 0.10 is 0.11.
    let owed = || line("Debit", "0.05", &receivable, "Customer", "1");
    for against in
        [line("Credit", "0.10", "3", "Vendor", "2"), line("Credit", "0.10", &payable, "Vendor", "2")]
    {
        let body = in_euros(json!({"Line": [owed(), owed(), against]}), "1.1");
        let made = stage.post("journalentry", body).await.object("JournalEntry");
        assert_eq!(balance(&stage, AR).await, "0.11");
        let aged = stage.get("reports/AgedReceivables").await;
        assert!(aged.text.contains("0.11") && !aged.text.contains("0.12"), "{}", aged.text);
        let received = paid("JournalEntry", &[("0.10", text(&made, "Id").to_owned())]);
        let payment = json!({"CustomerRef": {"value": "1"}, "TotalAmt": number("0.10"), "Line": received});
        let payment = stage.post("payment", in_euros(payment, "1.1")).await.object("Payment");
        assert_eq!(balance(&stage, AR).await, "0");
        let trial = stage.get("reports/TrialBalance").await.text;
        assert!(!trial.contains("Opening Balance Equity") && !trial.contains(AR), "{trial}");
        for (path, gone) in [("payment", payment), ("journalentry", made)] {
            let token = &stage.get(&format!("{path}/{}", text(&gone, "Id"))).await.body;
            let token = token.as_object().unwrap().values().next().unwrap()["SyncToken"].clone();
            let gone = json!({"Id": gone["Id"], "SyncToken": token});
            assert_eq!(stage.post(&format!("{path}?operation=delete"), gone).await.status, 200);
        }
    }
}

#[tokio::test]
async fn what_settles_in_parts_leaves_what_the_open_amount_is_worth() {
    let stage = trader().await;
    let sold = stage.post("invoice", in_euros(invoice("1", "0.10"), "1.1")).await.object("Invoice");
    let mut parts = Vec::new();
    for left in ["0.06", "0"] {
        let part = in_euros(payment("1", text(&sold, "Id"), "0.05"), "1.1");
        parts.push(stage.post("payment", part).await.object("Payment"));
        assert_eq!(balance(&stage, AR).await, left);
    }
    let gone = json!({"Id": parts[0]["Id"], "SyncToken": parts[0]["SyncToken"]});
    stage.post("payment?operation=delete", gone).await.object("Payment");
    assert_eq!(balance(&stage, AR).await, "0.06");
}

#[tokio::test]
async fn what_is_booked_to_receivables_or_payables_is_in_the_currency_of_account_and_name() {
    let stage = trader().await;
    let account =
        async |name: &str| stage.ids(&format!("select * from Account where Name = '{name}'")).await.remove(0);
    let (home, foreign) =
        (account("Accounts Receivable (A/R)").await, account("Accounts Receivable (A/R) - EUR").await);
    let (owed, owed_abroad) =
        (account("Accounts Payable (A/P)").await, account("Accounts Payable (A/P) - EUR").await);
    let customer = text(&stage.customer("At home").await, "Id").to_owned();
    let vendor = stage.post("vendor", json!({"DisplayName": "Vendor at home"})).await.object("Vendor");
    let vendor = text(&vendor, "Id");
    let booked = |detail: &str, account: &str, kind: &str, who: &str, more: Value| {
        let mut line = json!({"Amount": 10, "DetailType": detail});
        line[detail] = more;
        line[detail]["AccountRef"] = json!({ "value": account });
        match detail {
            "JournalEntryLineDetail" => {
                line[detail]["Entity"] = json!({"Type": kind, "EntityRef": {"value": who}});
            }
            "DepositLineDetail" => line[detail]["Entity"] = json!({"value": who, "type": kind}),
            _ => line[detail]["CustomerRef"] = json!({ "value": who }),
        }
        line
    };
    let journal = |account: &str, kind: &str, who: &str| {
        let against = json!({"Amount": 10, "JournalEntryLineDetail": {"PostingType": "Credit", "AccountRef": {"value": "3"}}});
        let line = booked("JournalEntryLineDetail", account, kind, who, json!({"PostingType": "Debit"}));
        ("journalentry", json!({"Line": [line, against]}))
    };
    let deposit = |account: &str, who: &str| {
        let line = booked("DepositLineDetail", account, "Customer", who, json!({}));
        ("deposit", json!({"DepositToAccountRef": {"value": "13"}, "Line": [line]}))
    };
    let bill = |account: &str, who: &str, vendor: &str| {
        let line = booked("AccountBasedExpenseLineDetail", account, "Customer", who, json!({}));
        ("bill", json!({"VendorRef": {"value": vendor}, "Line": [line]}))
    };
    for (is_foreign, (entity, body), taken) in [
        (true, journal(&home, "Customer", "1"), false),
        (true, journal(&home, "Customer", &customer), false),
        (true, journal(&foreign, "Customer", &customer), false),
        (true, journal(&foreign, "Customer", "1"), true),
        (true, journal(&owed, "Vendor", vendor), false),
        (true, journal(&owed_abroad, "Vendor", vendor), false),
        (true, journal(&owed_abroad, "Vendor", "2"), true),
        (false, journal(&home, "Customer", "1"), false),
        (false, journal(&foreign, "Customer", "1"), false),
        (false, journal(&home, "Customer", &customer), true),
        (false, journal(&owed, "Vendor", "2"), false),
        (false, journal(&owed, "Vendor", vendor), true),
        (false, deposit(&home, "1"), false),
        (false, deposit(&home, &customer), true),
        (true, deposit(&foreign, "1"), true),
        (true, deposit(&foreign, &customer), false),
        (false, bill(&home, "1", vendor), false),
        (false, bill(&home, &customer, vendor), true),
        (true, bill(&foreign, "1", "2"), true),
        (true, bill(&foreign, &customer, "2"), false),
    ] {
        let body = if is_foreign { in_euros(body, "1.1") } else { body };
        let reply = stage.post(entity, body.clone()).await;
        assert_eq!(reply.status == 200, taken, "{body} {}", reply.text);
        if !taken {
            reply.fault(400, "6000");
        }
    }
}

#[tokio::test]
async fn a_currency_of_the_company_has_a_rate_in_the_list_from_the_start() {
    let stage = trader().await;
    let found = stage.query("select * from ExchangeRate").await.object("QueryResponse");
    let rate = &found["ExchangeRate"][0];
    assert_eq!((text(rate, "SourceCurrencyCode"), &rate["Rate"]), ("EUR", &number("1.08")));
    assert_eq!(found["ExchangeRate"].as_array().unwrap().len(), 1);
    let home = Stage::with(Seed::EmptyUs);
    home.post("companycurrency", json!({"Code": "EUR"})).await.object("CompanyCurrency");
    assert_eq!(home.query("select * from ExchangeRate").await.object("QueryResponse"), json!({}));
}

#[tokio::test]
async fn a_currency_goes_on_the_list_with_the_first_customer_vendor_or_account_in_it() {
    let stage = trader().await;
    for (path, code, mut body) in [
        ("customer", "SEK", json!({"DisplayName": "Köpare"})),
        ("vendor", "NOK", json!({"DisplayName": "Leverandør"})),
        ("account", "GBP", json!({"Name": "London", "AccountType": "Bank"})),
    ] {
        let listed = format!("select * from CompanyCurrency where Code = '{code}'");
        assert_eq!(stage.ids(&listed).await.len(), 0, "{code}");
        body["CurrencyRef"] = json!({"value": code});
        assert_eq!(stage.post(path, body.clone()).await.status, 200, "{path}");
        let found = stage.ids(&listed).await;
        assert_eq!(found.len(), 1, "{code}");
        stage.get(&format!("exchangerate?sourcecurrencycode={code}")).await.object("ExchangeRate");
        // One that has been switched off is not taken again.
        let off = json!({"Id": found[0], "SyncToken": "0", "sparse": true, "Active": false});
        stage.post("companycurrency", off).await.object("CompanyCurrency");
        let name = if path == "account" { "Name" } else { "DisplayName" };
        body[name] = json!("Another");
        stage.post(path, body).await.fault(400, "2220");
    }
    let mut sale = invoice("1", "10");
    sale["CurrencyRef"] = json!({"value": "CHF"});
    stage.post("invoice", sale).await.fault(400, "2220");
}

#[tokio::test]
async fn a_sub_customer_has_the_currency_of_its_parent() {
    let stage = trader().await;
    let below = |name: &str, parent: &Value, code: &str| json!({"DisplayName": name, "Job": true, "ParentRef": {"value": parent}, "CurrencyRef": {"value": code}});
    let home = stage.customer("At home").await["Id"].clone();
    for (parent, other) in [(json!("1"), "USD"), (home.clone(), "EUR")] {
        stage.post("customer", below("Job", &parent, other)).await.fault(400, "6000");
    }
    let job = stage.post("customer", below("Job", &json!("1"), "EUR")).await.object("Customer");
    let away = json!({"Id": job["Id"], "SyncToken": "0", "sparse": true, "ParentRef": {"value": home}});
    stage.post("customer", away).await.fault(400, "6000");
}

#[tokio::test]
async fn a_credit_memo_pays_nothing_in_another_currency() {
    let stage = trader().await;
    let home = text(&stage.customer("At home").await, "Id").to_owned();
    let (sold, abroad) = (stage.invoice(&home, "10").await, in_euros(invoice("1", "10"), "1.1"));
    let memo = stage.post("creditmemo", abroad.clone()).await.object("CreditMemo");
    let abroad = stage.post("invoice", abroad).await.object("Invoice");
    let paying = |customer: &str, currency: &str, sold: &Value| {
        let mut lines = paid("Invoice", &[("10", text(sold, "Id").to_owned())]);
        lines.extend(paid("CreditMemo", &[("10", text(&memo, "Id").to_owned())]));
        json!({"CustomerRef": {"value": customer}, "CurrencyRef": {"value": currency}, "TotalAmt": 0, "Line": lines})
    };
    stage.post("payment", paying(&home, "USD", &sold)).await.fault(400, "6000");
    stage.post("payment", paying("1", "EUR", &sold)).await.fault(400, "6000");
    stage.post("payment", paying("1", "USD", &abroad)).await.fault(400, "6000");
    stage.post("payment", paying("1", "EUR", &abroad)).await.object("Payment");
}
