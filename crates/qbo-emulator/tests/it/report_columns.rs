//! The columns of statements, and reports of some customers, classes or departments alone.

use crate::report::{bill, dated, report, row, sum, vendor};
use crate::stage::{Stage, invoice, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

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
