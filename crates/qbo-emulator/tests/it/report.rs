//! Reports.

use crate::stage::{Stage, invoice, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

/// A report, which must be 200.
async fn report(stage: &Stage, name: &str) -> Value {
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
fn sum<'a>(report: &'a Value, name: &str) -> Vec<&'a str> {
    let section = group(&report["Rows"], name).unwrap_or_else(|| panic!("no {name} in {report}"));
    let row = if section["Summary"].is_null() { section } else { &section["Summary"] };
    cells(row)[1..].to_vec()
}

/// The row with this name, at any depth, without the name.
fn row<'a>(rows: &'a Value, name: &str) -> Option<Vec<&'a str>> {
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
    stage.post("bill", body).await.object("Bill");
    let balance = report(&stage, "VendorBalance").await;
    assert_eq!(sum(&balance, "GrandTotal"), ["30.00"]);
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

async fn vendor(stage: &Stage) -> String {
    let vendor = stage.post("vendor", json!({"DisplayName": "Seller"})).await.object("Vendor");
    text(&vendor, "Id").to_owned()
}

fn dated(mut body: Value, date: &str) -> Value {
    body["TxnDate"] = date.into();
    body
}

fn bill(vendor: &str, amount: &str) -> Value {
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

/// The titles of the columns of amounts.
fn titles(report: &Value) -> Vec<&str> {
    report["Columns"]["Column"].as_array().unwrap()[1..]
        .iter()
        .map(|column| text(column, "ColTitle"))
        .collect()
}

#[tokio::test]
async fn a_statement_has_a_column_for_each_month_and_adds_them_up() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    let (customer, vendor) = (text(&customer, "Id"), vendor(&stage).await);
    for (amount, day) in
        [("100", "2026-01-10"), ("50", "2026-02-28"), ("7", "2026-03-01"), ("900", "2025-12-31")]
    {
        stage.post("invoice", dated(invoice(customer, amount), day)).await.object("Invoice");
    }
    stage.post("bill", dated(bill(&vendor, "30"), "2026-02-11")).await.object("Bill");
    let days = "start_date=2026-01-01&end_date=2026-03-02&summarize_column_by";
    let sheet = report(&stage, &format!("ProfitAndLoss?{days}=Month")).await;
    assert_eq!(sheet["Header"]["SummarizeColumnsBy"], "Month");
    assert_eq!(titles(&sheet), ["Jan 2026", "Feb 2026", "Mar 1 - 2, 2026", "Total"]);
    assert_eq!(
        sheet["Columns"]["Column"][1]["MetaData"],
        json!([
            {"Name": "StartDate", "Value": "2026-01-01"},
            {"Name": "EndDate", "Value": "2026-01-31"},
            {"Name": "ColKey", "Value": "Jan 2026"},
        ])
    );
    assert_eq!(row(&sheet["Rows"], "Services"), Some(vec!["100.00", "50.00", "7.00", "157.00"]));
    assert_eq!(sum(&sheet, "Expenses"), ["0.00", "30.00", "0.00", "30.00"]);
    assert_eq!(sum(&sheet, "NetIncome"), ["100.00", "20.00", "7.00", "127.00"]);
    let quarters = report(&stage, &format!("ProfitAndLoss?{days}=quarter")).await;
    assert_eq!(titles(&quarters), ["Jan 1 - Mar 2, 2026", "Total"]);
    stage.get(&format!("reports/ProfitAndLoss?{days}=Moon")).await.fault(400, "2170");
    let days = "start_date=2020-01-01&end_date=2026-03-02&summarize_column_by=Days";
    stage.get(&format!("reports/ProfitAndLoss?{days}")).await.fault(400, "10100");
}

#[tokio::test]
async fn a_balance_sheet_by_month_shows_what_there_was_at_each_end() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.customer("Buyer").await;
    for (amount, day) in [("100", "2026-01-10"), ("50", "2026-02-28"), ("900", "2025-11-30")] {
        stage.post("invoice", dated(invoice(text(&customer, "Id"), amount), day)).await.object("Invoice");
    }
    let days = "start_date=2025-12-01&end_date=2026-02-28&summarize_column_by=Month";
    let sheet = report(&stage, &format!("BalanceSheet?{days}")).await;
    assert_eq!(titles(&sheet), ["Dec 2025", "Jan 2026", "Feb 2026"]);
    assert_eq!(sum(&sheet, "AR"), ["900.00", "1000.00", "1050.00"]);
    assert_eq!(sum(&sheet, "NetIncome"), ["900.00", "100.00", "150.00"]);
    assert_eq!(row(&sheet["Rows"], "Retained Earnings"), Some(vec!["", "900.00", "900.00"]));
    assert_eq!(sum(&sheet, "TotalLiabilitiesAndEquity"), sum(&sheet, "TotalAssets"));
}

/// A company that sorts by class and department, with two of each: the ids of the customer, classes and departments.
async fn sorted(stage: &Stage) -> (String, [String; 2], [String; 2]) {
    let on = json!({"TrackDepartments": true, "ClassTrackingPerTxn": true, "ClassTrackingPerTxnLine": true});
    stage.prefer(json!({"AccountingInfoPrefs": on})).await;
    let mut ids = Vec::new();
    for (path, entity, name) in [
        ("customer", "Customer", "Buyer"),
        ("class", "Class", "Red"),
        ("class", "Class", "Blue"),
        ("department", "Department", "North"),
        ("department", "Department", "South"),
    ] {
        let named = if entity == "Customer" { "DisplayName" } else { "Name" };
        ids.push(text(&stage.post(path, json!({named: name})).await.object(entity), "Id").to_owned());
    }
    let [customer, red, blue, north, south] = ids.try_into().unwrap();
    (customer, [red, blue], [north, south])
}

#[tokio::test]
async fn statements_tell_classes_and_departments_apart_by_filter_and_by_column() {
    let stage = Stage::with(Seed::EmptyUs);
    let (customer, [red, blue], [north, south]) = sorted(&stage).await;
    let vendor = vendor(&stage).await;
    let classed = |amount: &str, class: &str| {
        let mut line = crate::stage::line(amount);
        line["SalesItemLineDetail"]["ClassRef"] = json!({"value": class});
        line
    };
    let mut sale = dated(invoice(&customer, "1"), "2026-02-10");
    sale["Line"] = json!([classed("100", &red), classed("40", &blue), crate::stage::line("2")]);
    sale["DepartmentRef"] = json!({"value": north});
    stage.post("invoice", sale).await.object("Invoice");
    let mut cost = dated(bill(&vendor, "30"), "2026-02-11");
    cost["Line"][0]["AccountBasedExpenseLineDetail"]["ClassRef"] = json!({"value": red});
    cost["DepartmentRef"] = json!({"value": south});
    stage.post("bill", cost).await.object("Bill");
    let profit = async |parameters: &str| {
        let sheet = report(&stage, &format!("ProfitAndLoss?{parameters}")).await;
        sum(&sheet, "NetIncome").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(profit("").await, ["112.00"]);
    assert_eq!(profit(&format!("class={red}")).await, ["70.00"]);
    assert_eq!(profit(&format!("class={blue}")).await, ["40.00"]);
    assert_eq!(profit(&format!("class={red},{blue}")).await, ["110.00"]);
    assert_eq!(profit(&format!("department={north}")).await, ["142.00"]);
    assert_eq!(profit(&format!("department={south}&class={blue}")).await, ["0.00"]);
    assert_eq!(profit(&format!("vendor={vendor}")).await, ["-30.00"]);
    assert_eq!(profit("item=1").await, ["142.00"]);
    let sheet = report(&stage, "ProfitAndLoss?summarize_column_by=Classes").await;
    assert_eq!(titles(&sheet), ["Blue", "Red", "Not Specified", "Total"]);
    assert_eq!(sum(&sheet, "NetIncome"), ["40.00", "70.00", "2.00", "112.00"]);
    let sheet = report(&stage, "ProfitAndLoss?summarize_column_by=Departments").await;
    assert_eq!(
        (titles(&sheet), sum(&sheet, "NetIncome")),
        (vec!["North", "South", "Total"], vec!["142.00", "-30.00", "112.00"])
    );
    let sheet = report(&stage, &format!("BalanceSheet?department={north}")).await;
    assert_eq!((sum(&sheet, "AR"), sheet["Header"]["Department"].clone()), (vec!["142.00"], json!(north)));
    let sheet = report(&stage, "BalanceSheet?summarize_column_by=Customers").await;
    assert_eq!(
        (titles(&sheet), sum(&sheet, "AR")),
        (vec!["Buyer", "Not Specified", "Total"], vec!["142.00", "0.00", "142.00"])
    );
    // What is open at a department.
    let open = report(&stage, &format!("CustomerBalance?department={south}")).await;
    assert_eq!(sum(&open, "GrandTotal"), ["0.00"]);
    let open = report(&stage, &format!("AgedPayables?department={south}")).await;
    assert_eq!(sum(&open, "GrandTotal").last(), Some(&"30.00"));
    let ledger = report(&stage, &format!("GeneralLedger?class={blue}")).await;
    assert_eq!(ledger["Rows"]["Row"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn on_a_cash_basis_classes_take_their_shares() {
    let stage = Stage::with(Seed::EmptyUs);
    let (customer, [red, blue], _) = sorted(&stage).await;
    let classed = |amount: &str, class: &str| {
        let mut line = crate::stage::line(amount);
        line["SalesItemLineDetail"]["ClassRef"] = json!({"value": class});
        line
    };
    let mut sale = dated(invoice(&customer, "1"), "2026-02-10");
    sale["Line"] = json!([classed("100", &red), classed("40", &blue)]);
    let sold = stage.post("invoice", sale).await.object("Invoice");
    let paid = dated(crate::stage::payment(&customer, text(&sold, "Id"), "70"), "2026-02-12");
    stage.post("payment", paid).await.object("Payment");
    let sheet = report(&stage, "ProfitAndLoss?accounting_method=Cash&summarize_column_by=Classes").await;
    assert_eq!(
        (titles(&sheet), sum(&sheet, "Income")),
        (vec!["Blue", "Red", "Total"], vec!["20.00", "50.00", "70.00"])
    );
}

#[tokio::test]
async fn what_a_report_does_not_go_by_is_refused() {
    let stage = Stage::new();
    for what in [
        "TrialBalance?summarize_column_by=Month",
        "TrialBalance?class=1",
        "GeneralLedger?sort_by=date",
        "AgedReceivables?aging_method=Current",
        "CustomerBalance?arpaid=Paid",
        "ProfitAndLoss?sort_order=descend",
    ] {
        let error = stage.get(&format!("reports/{what}")).await.fault(400, "5030");
        assert!(text(&error, "Detail").contains("here"), "{error}");
    }
    for what in [
        "TrialBalance?summarize_column_by=Total&sort_order=ascend&class=",
        "AgedReceivables?aging_method=Report_Date",
        "ProfitAndLoss?minorversion=75&somebody=else",
    ] {
        report(&stage, what).await;
    }
}
