//! Reports.

use crate::stage::{Stage, invoice, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

/// A report, which must be 200.
pub(crate) async fn report(stage: &Stage, name: &str) -> Value {
    let reply = stage.get(&format!("reports/{name}")).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.body
}

/// The values of a row's cells.
fn cells(row: &Value) -> Vec<&str> {
    row["ColData"].as_array().unwrap().iter().map(|cell| text(cell, "value")).collect()
}

/// The section of a group, at any depth.
fn group<'a>(rows: &'a Value, name: &str) -> Option<&'a Value> {
    rows["Row"]
        .as_array()?
        .iter()
        .find_map(|row| if row["group"] == name { Some(row) } else { group(&row["Rows"], name) })
}

/// The sum of a group.
#[track_caller]
pub(crate) fn sum<'a>(report: &'a Value, name: &str) -> Vec<&'a str> {
    let section = group(&report["Rows"], name).unwrap_or_else(|| panic!("no {name} in {report}"));
    let row = if section["Summary"].is_null() { section } else { &section["Summary"] };
    cells(row)[1..].to_vec()
}

/// The row with this name, at any depth, without the name.
pub(crate) fn row<'a>(rows: &'a Value, name: &str) -> Option<Vec<&'a str>> {
    rows["Row"].as_array()?.iter().find_map(|candidate| {
        let own = if candidate["ColData"].is_null() { &candidate["Header"] } else { candidate };
        match own["ColData"][0]["value"] == name {
            true => Some(cells(own)[1..].to_vec()),
            false => row(&candidate["Rows"], name),
        }
    })
}

#[tokio::test]
async fn a_report_says_what_it_is_about() {
    let stage = Stage::new();
    let sheet = report(&stage, "ProfitAndLoss?start_date=2026-01-01&end_date=2026-03-31").await;
    let header = &sheet["Header"];
    assert_eq!((text(header, "ReportName"), text(header, "Currency")), ("ProfitAndLoss", "USD"));
    assert_eq!((text(header, "StartPeriod"), text(header, "EndPeriod")), ("2026-01-01", "2026-03-31"));
    assert_eq!((text(header, "ReportBasis"), text(header, "SummarizeColumnsBy")), ("Accrual", "Total"));
    assert_eq!(text(header, "Time"), "2026-03-02T12:00:00-08:00");
    assert_eq!(header["DateMacro"], Value::Null);
    assert_eq!(
        sheet["Columns"]["Column"],
        json!([
            {"ColTitle": "", "ColType": "Account", "MetaData": [{"Name": "ColKey", "Value": "account"}]},
            {"ColTitle": "Total", "ColType": "Money", "MetaData": [{"Name": "ColKey", "Value": "total"}]},
        ])
    );
}

#[tokio::test]
async fn a_period_may_have_a_name_and_is_this_fiscal_year_to_date_by_itself() {
    let stage = Stage::new();
    let period = async |parameters: &str| {
        let header = report(&stage, &format!("TrialBalance{parameters}")).await["Header"].clone();
        (
            text(&header, "StartPeriod").to_owned(),
            text(&header, "EndPeriod").to_owned(),
            header["DateMacro"].clone(),
        )
    };
    assert_eq!(
        period("").await,
        ("2026-01-01".into(), "2026-03-02".into(), json!("this fiscal year-to-date"))
    );
    assert_eq!(
        period("?date_macro=Last%20Month").await,
        ("2026-02-01".into(), "2026-02-28".into(), json!("last month"))
    );
    assert_eq!(period("?end_date=2025-06-30").await, ("2025-01-01".into(), "2025-06-30".into(), Value::Null));
}

#[tokio::test]
async fn wrong_parameters_and_reports_are_refused() {
    let stage = Stage::new();
    let refused = async |what: &str, code: &str| {
        stage.get(&format!("reports/{what}")).await.fault(400, code);
    };
    refused("Nonsense", "2000").await;
    refused("TrialBalance?start_date=yesterday", "2060").await;
    refused("TrialBalance?start_date=2026-02-01&end_date=2026-01-01", "2190").await;
    refused("TrialBalance?date_macro=Someday", "2170").await;
    refused("TrialBalance?accounting_method=Guess", "2170").await;
    refused("AgedReceivables?num_periods=0", "2240").await;
    assert_eq!(stage.post("reports/TrialBalance", json!({})).await.status, 404);
    report(&stage, "TrialBalance?accounting_method=Cash").await;
}

#[tokio::test]
async fn the_sandbox_has_the_balance_sheet_that_is_known() {
    let stage = Stage::new();
    let sheet = report(&stage, "BalanceSheet").await;
    for (group, amount) in [
        ("BankAccounts", "2001.00"),
        ("AR", "5281.52"),
        ("OtherCurrentAssets", "2658.77"),
        ("FixedAssets", "13495.00"),
        ("TotalAssets", "23436.29"),
        ("AP", "1602.67"),
        ("CreditCards", "157.72"),
        ("OtherCurrentLiabilities", "4370.94"),
        ("LongTermLiabilities", "25000.00"),
        ("Liabilities", "31131.33"),
        ("NetIncome", "1642.46"),
        ("Equity", "-7695.04"),
        ("TotalLiabilitiesAndEquity", "23436.29"),
    ] {
        assert_eq!(sum(&sheet, group), [amount], "{group}");
    }
    // A parent stands around its children.
    let truck = group(&sheet["Rows"], "FixedAssets").unwrap()["Rows"]["Row"][0].clone();
    assert_eq!((cells(&truck["Header"]), text(&truck, "type")), (vec!["Truck", ""], "Section"));
    assert_eq!(truck["Rows"]["Row"][0]["ColData"][0], json!({"value": "Original Cost", "id": "38"}));
    assert_eq!(cells(&truck["Summary"]), ["Total Truck", "13495.00"]);
}

#[tokio::test]
async fn profit_and_loss_counts_the_days_asked_for() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let (customer, vendor) = (text(&customer, "Id"), vendor(&stage).await);
    stage.post("invoice", dated(invoice(customer, "100"), "2026-02-10")).await.object("Invoice");
    stage.post("invoice", dated(invoice(customer, "50"), "2025-12-10")).await.object("Invoice");
    stage.post("bill", dated(bill(&vendor, "30"), "2026-02-11")).await.object("Bill");
    let sheet = report(&stage, "ProfitAndLoss").await;
    let groups: Vec<&str> =
        sheet["Rows"]["Row"].as_array().unwrap().iter().map(|row| text(row, "group")).collect();
    assert_eq!(groups, ["Income", "GrossProfit", "Expenses", "NetOperatingIncome", "NetIncome"]);
    assert_eq!(row(&sheet["Rows"], "Services"), Some(vec!["100.00"]));
    assert_eq!((sum(&sheet, "GrossProfit"), sum(&sheet, "NetIncome")), (vec!["100.00"], vec!["70.00"]));
    let all = report(&stage, "ProfitAndLoss?date_macro=All").await;
    assert_eq!(sum(&all, "NetIncome"), ["120.00"]);
    let other = stage.customer("Other").await;
    let none = report(&stage, &format!("ProfitAndLoss?customer={}", text(&other, "Id"))).await;
    assert_eq!((sum(&none, "Income"), sum(&none, "NetIncome")), (vec![""], vec!["0.00"]));
    assert_eq!(none["Header"]["Option"][1], json!({"Name": "NoReportData", "Value": "true"}));
}

#[tokio::test]
async fn results_of_former_years_are_retained_earnings() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let customer = text(&customer, "Id");
    stage.post("invoice", dated(invoice(customer, "100"), "2026-02-10")).await.object("Invoice");
    stage.post("invoice", dated(invoice(customer, "50"), "2025-12-10")).await.object("Invoice");
    let sheet = report(&stage, "BalanceSheet").await;
    assert_eq!(row(&sheet["Rows"], "Retained Earnings"), Some(vec!["50.00"]));
    assert_eq!((sum(&sheet, "NetIncome"), sum(&sheet, "Equity")), (vec!["100.00"], vec!["150.00"]));
    let trial = report(&stage, "TrialBalance").await;
    assert_eq!(row(&trial["Rows"], "Retained Earnings"), Some(vec!["", "50.00"]));
    assert_eq!(row(&trial["Rows"], "Accounts Receivable (A/R)"), Some(vec!["150.00", ""]));
    assert_eq!(sum(&trial, "GrandTotal"), ["150.00", "150.00"]);
    stage.prefer(json!({"AccountingInfoPrefs": {"FirstMonthOfFiscalYear": "October"}})).await;
    assert_eq!(sum(&report(&stage, "BalanceSheet").await, "NetIncome"), ["150.00"]);
}

#[tokio::test]
async fn on_a_cash_basis_income_counts_with_the_payment() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let customer = text(&customer, "Id");
    let sold = stage.post("invoice", invoice(customer, "100")).await.object("Invoice");
    let cash = "ProfitAndLoss?accounting_method=Cash";
    assert_eq!(sum(&report(&stage, cash).await, "NetIncome"), ["0.00"]);
    stage.payment(customer, text(&sold, "Id"), "40").await;
    let sheet = report(&stage, cash).await;
    assert_eq!((text(&sheet["Header"], "ReportBasis"), sum(&sheet, "NetIncome")), ("Cash", vec!["40.00"]));
    assert_eq!(sum(&report(&stage, "ProfitAndLoss").await, "NetIncome"), ["100.00"]);
    let balance = report(&stage, "BalanceSheet?accounting_method=Cash").await;
    assert_eq!((sum(&balance, "TotalAssets"), sum(&balance, "NetIncome")), (vec!["40.00"], vec!["40.00"]));
}

#[tokio::test]
async fn on_a_cash_basis_an_order_that_was_paid_in_full_counts_at_once() {
    let stage = Stage::with(Seed::EmptyUs);
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDeposit": true}})).await;
    let customer = stage.customer("Buyer").await;
    let mut order = invoice(text(&customer, "Id"), "100");
    stage.post("invoice", order.clone()).await.object("Invoice");
    let cash = "BalanceSheet?accounting_method=Cash";
    assert_eq!(report(&stage, cash).await["Rows"]["Row"], json!([]));
    order["Deposit"] = 100.into();
    stage.post("invoice", order).await.object("Invoice");
    let balance = report(&stage, cash).await;
    assert_eq!((sum(&balance, "TotalAssets"), sum(&balance, "NetIncome")), (vec!["100.00"], vec!["100.00"]));
}

#[tokio::test]
async fn receivables_are_aged_by_the_day_they_were_due() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let customer = text(&customer, "Id");
    for (due, amount) in [
        ("2026-03-10", "1"),
        ("2026-03-01", "2"),
        ("2026-01-31", "4"),
        ("2026-01-30", "8"),
        ("2025-11-01", "16"),
    ] {
        let mut body = dated(invoice(customer, amount), "2025-10-01");
        body["DueDate"] = due.into();
        stage.post("invoice", body).await.object("Invoice");
    }
    let aged = report(&stage, "AgedReceivables").await;
    let titles: Vec<&str> =
        aged["Columns"]["Column"].as_array().unwrap().iter().map(|column| text(column, "ColTitle")).collect();
    assert_eq!(titles, ["", "Current", "1 - 30", "31 - 60", "61 - 90", "91 and over", "Total"]);
    assert_eq!(row(&aged["Rows"], "Buyer"), Some(vec!["1.00", "6.00", "8.00", "", "16.00", "31.00"]));
    assert_eq!(sum(&aged, "GrandTotal"), ["1.00", "6.00", "8.00", "0.00", "16.00", "31.00"]);
    assert_eq!(aged["Header"]["Option"][0], json!({"Name": "report_date", "Value": "2026-03-02"}));
    stage.prefer(json!({"ReportPrefs": {"CalcAgingReportFromTxnDate": true}})).await;
    let aged = report(&stage, "AgedReceivables").await;
    assert_eq!(row(&aged["Rows"], "Buyer"), Some(vec!["", "", "", "", "31.00", "31.00"]));
}

#[tokio::test]
async fn what_is_open_is_told_as_it_was_on_a_day() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let customer = text(&customer, "Id");
    let sold = stage.post("invoice", dated(invoice(customer, "100"), "2026-01-10")).await.object("Invoice");
    let paid = dated(crate::stage::payment(customer, text(&sold, "Id"), "60"), "2026-02-10");
    stage.post("payment", paid).await.object("Payment");
    let owed = async |day: &str| {
        let balance = report(&stage, &format!("CustomerBalance?report_date={day}")).await;
        sum(&balance, "GrandTotal")[0].to_owned()
    };
    assert_eq!(owed("2026-01-09").await, "0.00");
    assert_eq!(owed("2026-02-09").await, "100.00");
    assert_eq!(owed("2026-02-10").await, "40.00");
    let last_month = report(&stage, "CustomerBalance?date_macro=Last%20Month").await;
    assert_eq!(sum(&last_month, "GrandTotal"), ["40.00"]);
    let january = report(&stage, "AgedReceivables?report_date=2026-01-31").await;
    assert_eq!(row(&january["Rows"], "Buyer").unwrap().last(), Some(&"100.00"));
}

#[tokio::test]
async fn customers_stand_below_their_parents() {
    let stage = Stage::new();
    let none = report(&stage, "CustomerBalance?customer=9").await;
    let before = sum(&none, "GrandTotal")[0].parse::<f64>().unwrap();
    stage.invoice("9", "10").await;
    stage.invoice("7", "5").await;
    let balance = report(&stage, "CustomerBalance").await;
    let rows = balance["Rows"]["Row"].as_array().unwrap();
    let parent = rows.iter().find(|row| row["Header"]["ColData"][0]["id"] == "7").unwrap();
    assert_eq!(cells(&parent["Header"]), ["Freeman Sporting Goods", "5.00"]);
    assert_eq!(cells(&parent["Summary"])[0], "Total Freeman Sporting Goods");
    let only = report(&stage, "CustomerBalance?customer=9").await;
    assert_eq!(sum(&only, "GrandTotal"), [format!("{:.2}", before + 10.0)]);
    assert_eq!(only["Header"]["Customer"], "9");
}

#[tokio::test]
async fn vendors_have_the_same_reports() {
    let stage = Stage::with(Seed::EmptyUs);
    let vendor = vendor(&stage).await;
    let mut body = dated(bill(&vendor, "30"), "2026-01-01");
    body["DueDate"] = "2026-01-15".into();
    let owed = stage.post("bill", body).await.object("Bill");
    let balance = report(&stage, "VendorBalance").await;
    assert_eq!(sum(&balance, "GrandTotal"), ["30.00"]);
    let bank = stage.post("account", json!({"Name": "Bank", "AccountType": "Bank"})).await.object("Account");
    let line = json!({"Amount": 20, "LinkedTxn": [{"TxnId": owed["Id"], "TxnType": "Bill"}]});
    let paid = json!({"VendorRef": {"value": vendor}, "PayType": "Check", "TotalAmt": 20, "Line": [line],
        "TxnDate": "2026-02-20", "CheckPayment": {"BankAccountRef": {"value": bank["Id"]}}});
    let paid = stage.post("billpayment", paid).await.object("BillPayment");
    for (day, open) in [("2026-02-19", "30.00"), ("2026-02-20", "10.00")] {
        let aged = report(&stage, &format!("AgedPayables?report_date={day}")).await;
        assert_eq!(row(&aged["Rows"], "Seller").unwrap().last(), Some(&open), "{day}");
    }
    let gone = json!({"Id": paid["Id"], "SyncToken": "0"});
    stage.post("billpayment?operation=delete", gone).await.object("BillPayment");
    let aged = report(&stage, "AgedPayables").await;
    assert_eq!(row(&aged["Rows"], "Seller"), Some(vec!["", "", "30.00", "", "", "30.00"]));
}

#[tokio::test]
async fn the_general_ledger_lists_every_movement_of_every_account() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let customer = text(&customer, "Id");
    stage.post("invoice", dated(invoice(customer, "50"), "2025-12-10")).await.object("Invoice");
    let sold = stage.post("invoice", dated(invoice(customer, "100"), "2026-02-10")).await.object("Invoice");
    let paid = dated(crate::stage::payment(customer, text(&sold, "Id"), "60"), "2026-02-11");
    stage.post("payment", paid).await.object("Payment");
    let ledger = report(&stage, "GeneralLedger").await;
    let receivable = &ledger["Rows"]["Row"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["Header"]["ColData"][0]["value"] == "Accounts Receivable (A/R)");
    let receivable = receivable.unwrap();
    let rows: Vec<Vec<&str>> = receivable["Rows"]["Row"].as_array().unwrap().iter().map(cells).collect();
    assert_eq!(rows[0], ["Beginning Balance", "", "", "", "", "", "", "50.00"]);
    assert_eq!(rows[1], ["2026-02-10", "Invoice", "1002", "Buyer", "", "Services", "100.00", "150.00"]);
    assert_eq!(rows[2], ["2026-02-11", "Payment", "", "Buyer", "", "Undeposited Funds", "-60.00", "90.00"]);
    assert_eq!(
        cells(&receivable["Summary"])[..7],
        ["Total for Accounts Receivable (A/R)", "", "", "", "", "", "40.00"]
    );
    let few = report(&stage, "GeneralLedger?columns=tx_date,subt_nat_amount&account=11").await;
    assert_eq!(few["Columns"]["Column"].as_array().unwrap().len(), 2);
    assert_eq!(few["Rows"]["Row"].as_array().unwrap().len(), 1);
    assert_eq!(cells(&few["Rows"]["Row"][0]["Rows"]["Row"][1]), ["2026-02-10", "100.00"]);
}

pub(crate) async fn vendor(stage: &Stage) -> String {
    let vendor = stage.post("vendor", json!({"DisplayName": "Seller"})).await.object("Vendor");
    text(&vendor, "Id").to_owned()
}

pub(crate) fn dated(mut body: Value, date: &str) -> Value {
    body["TxnDate"] = date.into();
    body
}

pub(crate) fn bill(vendor: &str, amount: &str) -> Value {
    json!({"VendorRef": {"value": vendor}, "Line": [{
        "DetailType": "AccountBasedExpenseLineDetail",
        "Amount": crate::stage::number(amount),
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "3"}},
    }]})
}

#[tokio::test]
async fn the_general_ledger_names_who_is_named_on_receivables_and_payables() {
    let stage = Stage::new();
    let credit = json!({"VendorRef": {"value": "41"}, "TxnDate": "2026-02-01", "Line": [
        {"DetailType": "AccountBasedExpenseLineDetail", "Amount": 40,
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "84"}, "CustomerRef": {"value": "3"}}}]});
    stage.post("vendorcredit", credit).await.object("VendorCredit");
    for (account, name) in [("84", "Cool Cars"), ("33", "Hicks Hardware")] {
        let ledger = report(&stage, &format!("GeneralLedger?account={account}")).await;
        let section = &ledger["Rows"]["Row"][0]["Rows"]["Row"];
        let rows = section.as_array().unwrap();
        let own = rows.iter().find(|row| row["ColData"][1]["value"] == "Vendor Credit").unwrap();
        assert_eq!(own["ColData"][3]["value"], name);
    }
}
