//! Reports of what is bought and sold in other currencies: in home currency, on both bases, at every date.

use crate::currency::{in_euros, paid, trader};
use crate::report::{bill, dated, report, row, sum};
use crate::stage::{Stage, invoice, line, number, payment, text};
use proptest::prelude::*;
use qbo_emulator::Seed;
use rust_decimal::Decimal;
use serde_json::{Value, json};

const YEAR: &str = "start_date=2026-01-01&end_date=2026-12-31";
const AR: &str = "Accounts Receivable (A/R) - EUR";
const AP: &str = "Accounts Payable (A/P) - EUR";

/// A US company that deals in euros and has an account for each kind of money that is put on nothing.
async fn counting() -> Stage {
    let stage = trader().await;
    for (name, kind, subtype) in [
        ("Unapplied Cash Payment Income", "Income", "UnappliedCashPaymentIncome"),
        ("Unapplied Cash Bill Payment Expense", "Expense", "UnappliedCashBillPaymentExpense"),
    ] {
        let account = json!({"Name": name, "AccountType": kind, "AccountSubType": subtype});
        stage.post("account", account).await.object("Account");
    }
    stage
}

/// The net income of the year, on a basis.
async fn income(stage: &Stage, basis: &str) -> String {
    let sheet = report(stage, &format!("ProfitAndLoss?{YEAR}&accounting_method={basis}")).await;
    sum(&sheet, "NetIncome")[0].to_owned()
}

/// The rows of the year's trial balance on a cash basis.
async fn trial(stage: &Stage) -> Value {
    report(stage, &format!("TrialBalance?{YEAR}&accounting_method=Cash")).await["Rows"].clone()
}

/// Enters something in euros and gives its id.
async fn enter(stage: &Stage, entity: &str, body: Value, rate: &str) -> String {
    text(&stage.post(&entity.to_lowercase(), in_euros(body, rate)).await.object(entity), "Id").to_owned()
}

/// A bank account.
async fn bank(stage: &Stage) -> String {
    let bank = stage.post("account", json!({"Name": "Bank", "AccountType": "Bank"})).await.object("Account");
    text(&bank, "Id").to_owned()
}

/// What pays the vendor's bills.
fn sent(bank: &str, total: &str, lines: Vec<Value>) -> Value {
    json!({"VendorRef": {"value": "2"}, "TotalAmt": number(total), "Line": lines,
        "PayType": "Check", "CheckPayment": {"BankAccountRef": {"value": bank}}})
}

#[tokio::test]
async fn on_a_cash_basis_foreign_amounts_count_in_home_currency() {
    for (rate, part, whole) in [("1.5", "60.00", "150.00"), ("0.5", "20.00", "50.00")] {
        let stage = counting().await;
        let sold = enter(&stage, "Invoice", invoice("1", "100"), rate).await;
        assert_eq!(
            (income(&stage, "Cash").await, income(&stage, "Accrual").await),
            ("0.00".into(), whole.into())
        );
        enter(&stage, "Payment", payment("1", &sold, "40"), rate).await;
        assert_eq!(income(&stage, "Cash").await, part);
        enter(&stage, "Payment", payment("1", &sold, "60"), rate).await;
        assert_eq!(
            (income(&stage, "Cash").await, income(&stage, "Accrual").await),
            (whole.into(), whole.into())
        );
        assert_eq!(row(&trial(&stage).await, AR), None);
        // Money without an invoice counts by itself.
        let mut more = payment("1", &sold, "10");
        more["Line"] = json!([]);
        enter(&stage, "Payment", more, "2").await;
        let sheet = report(&stage, &format!("ProfitAndLoss?{YEAR}&accounting_method=Cash")).await;
        assert_eq!(row(&sheet["Rows"], "Unapplied Cash Payment Income"), Some(vec!["20.00"]));
        assert_eq!(row(&trial(&stage).await, AR), None);
    }
    let stage = counting().await;
    let bank = bank(&stage).await;
    let bought = enter(&stage, "Bill", bill("2", "50"), "2").await;
    assert_eq!(
        (income(&stage, "Cash").await, income(&stage, "Accrual").await),
        ("0.00".into(), "-100.00".into())
    );
    let owed = paid("Bill", &[("50", bought)]);
    enter(&stage, "BillPayment", sent(&bank, "50", owed), "2").await;
    assert_eq!(
        (income(&stage, "Cash").await, income(&stage, "Accrual").await),
        ("-100.00".into(), "-100.00".into())
    );
    assert_eq!(row(&trial(&stage).await, AP), None);
}

#[tokio::test]
async fn credits_that_pay_invoices_count_against_them_on_a_cash_basis() {
    let stage = counting().await;
    let memo = enter(&stage, "CreditMemo", invoice("1", "100"), "1.5").await;
    let sold = enter(&stage, "Invoice", invoice("1", "60"), "1.2").await;
    let mut lines = paid("Invoice", &[("60", sold)]);
    lines.extend(paid("CreditMemo", &[("100", memo)]));
    let all = json!({"CustomerRef": {"value": "1"}, "TotalAmt": 0, "Line": lines});
    enter(&stage, "Payment", all, "1").await;
    assert_eq!(row(&trial(&stage).await, AR), None);
    // 72 of the sale less 150 given back, 40 that wait to be used, and 38 won by exchange: no money has moved.
    assert_eq!(income(&stage, "Cash").await, "0.00");
}

#[tokio::test]
async fn shares_of_a_cent_are_the_same_in_every_column() {
    let stage = counting().await;
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDiscount": true}})).await;
    let sold = enter(&stage, "Invoice", discounted(&["3.36", "4.51", "26.07"]), "1.816").await;
    for (part, worth) in [("10.18", "18.49"), ("6.35", "30.02"), ("14.02", "55.48")] {
        enter(&stage, "Payment", payment("1", &sold, part), "1.816").await;
        assert_eq!(income(&stage, "Cash").await, worth);
        columns_agree(&stage).await;
    }
    assert_eq!(income(&stage, "Accrual").await, "55.48");
}

#[tokio::test]
async fn what_rounding_leaves_is_lost_by_exchange_and_is_no_tax() {
    let stage = Stage::with(Seed::EmptyGb);
    stage.settings(json!({"multi_currency": true})).await;
    let vendor = json!({"DisplayName": "Lieferant", "CurrencyRef": {"value": "EUR"}});
    let vendor = text(&stage.post("vendor", vendor).await.object("Vendor"), "Id").to_owned();
    let amounts = ["297.14", "33.33", "103.54"];
    // One by one they are 846.31 at home, together 846.32.
    for (code, amounts, tax, lost) in [
        ("0.0% Z", &amounts[..], None, Some("0.01")),
        ("20.0% RC", &amounts, None, Some("0.01")),
        ("20.0% S", &amounts, Some("169.26"), Some("0.01")),
        ("20.0% RC", &amounts[..1], None, None),
    ] {
        let found = stage.ids(&format!("select * from TaxCode where Name = '{code}'")).await;
        let mut body = dated(bill(&vendor, "1"), "2026-01-12");
        body["GlobalTaxCalculation"] = "TaxExcluded".into();
        let line = |amount: &str| {
            let mut line = bill(&vendor, amount)["Line"][0].clone();
            line["AccountBasedExpenseLineDetail"]["TaxCodeRef"] = json!({"value": found[0]});
            line
        };
        body["Line"] = amounts.iter().map(|amount| line(amount)).collect();
        let made = stage.post("bill", in_euros(body, "1.95")).await.object("Bill");
        let trial = report(&stage, &format!("TrialBalance?{YEAR}")).await;
        let stands = |name: &str| row(&trial["Rows"], name).map(|sides| sides[0]);
        assert_eq!((stands("VAT Control"), stands("Exchange Gain or Loss")), (tax, lost), "{code}");
        let gone = json!({"Id": made["Id"], "SyncToken": made["SyncToken"]});
        stage.post("bill?operation=delete", gone).await.object("Bill");
    }
}

/// An invoice with a tenth off.
fn discounted(amounts: &[&str]) -> Value {
    let mut body = invoice("1", "1");
    let mut lines: Vec<Value> = amounts.iter().map(|amount| line(amount)).collect();
    let tenth = json!({"PercentBased": true, "DiscountPercent": 10});
    lines.push(json!({"DetailType": "DiscountLineDetail", "DiscountLineDetail": tenth}));
    body["Line"] = lines.into();
    body
}

/// The titles of a sheet's rows with their last amounts, at any depth. Side by side with others, nothing is blank.
fn totals(rows: &Value) -> Vec<(String, Decimal)> {
    let mut found = Vec::new();
    for row in rows["Row"].as_array().into_iter().flatten() {
        found.extend(totals(&row["Rows"]));
        let own = if row["ColData"].is_null() { &row["Summary"]["ColData"] } else { &row["ColData"] };
        let last = own.as_array().and_then(|cells| cells.last()).map(|cell| text(cell, "value"));
        if let Some(amount) =
            last.and_then(|amount| amount.parse().ok()).filter(|amount: &Decimal| !amount.is_zero())
        {
            found.push((text(&own[0], "value").to_owned(), amount));
        }
    }
    found
}

/// Whatever the columns of profit and loss tell apart, they come to the same; so do those of the customer and of the
/// vendor alone, and of nobody.
async fn columns_agree(stage: &Stage) {
    let of = async |more: &str| {
        let sheet = report(stage, &format!("ProfitAndLoss?{YEAR}&accounting_method=Cash{more}")).await;
        totals(&sheet["Rows"])
    };
    let whole = of("").await;
    for by in ["Month", "Customers", "Vendors", "Classes", "ProductsAndServices"] {
        assert_eq!(of(&format!("&summarize_column_by={by}")).await, whole, "{by}");
    }
    let net = |totals: Vec<(String, Decimal)>| {
        totals.into_iter().filter(|(name, _)| name == "Net Income").map(|(_, amount)| amount).sum::<Decimal>()
    };
    assert_eq!(net(of("&customer=1").await) + net(of("&vendor=2").await), net(whole));
}

#[tokio::test]
async fn exchange_is_won_or_lost_on_the_later_day_of_payment_and_invoice() {
    for (sold, paid, between) in
        [("2026-08-01", "2026-06-01", "-100.00"), ("2026-06-01", "2026-08-01", "150.00")]
    {
        let stage = counting().await;
        let id = enter(&stage, "Invoice", dated(invoice("1", "100"), sold), "1.5").await;
        enter(&stage, "Payment", dated(payment("1", &id, "100"), paid), "1").await;
        for (day, owed, lost) in [("2026-06-30", between, None), ("2026-08-01", "0.00", Some("50.00"))] {
            let trial = report(&stage, &format!("TrialBalance?start_date=2026-01-01&end_date={day}")).await;
            let stands = row(&trial["Rows"], "Exchange Gain or Loss").map(|sides| sides[0].to_owned());
            assert_eq!(stands.as_deref(), lost, "{day}");
            assert_eq!(owed_on(&stage, day).await[0], owed.parse().unwrap(), "{day}");
        }
        let ledger = report(&stage, &format!("GeneralLedger?{YEAR}")).await;
        let rows: Vec<_> = ledger["Rows"]["Row"].as_array().unwrap().iter().collect();
        let won = rows.iter().find(|row| row["Header"]["ColData"][0]["value"] == "Exchange Gain or Loss");
        assert_eq!(won.unwrap()["Rows"]["Row"][0]["ColData"][0]["value"], "2026-08-01");
    }
}

/// What customers owe and what vendors are owed on a day, which is the same on the balance sheet and by who owes it.
async fn owed_on(stage: &Stage, day: &str) -> [Decimal; 2] {
    let sheet = report(stage, &format!("BalanceSheet?start_date=2026-01-01&end_date={day}")).await;
    let mut owed = [Decimal::ZERO; 2];
    let both = [(AR, ["AgedReceivables", "CustomerBalance"]), (AP, ["AgedPayables", "VendorBalance"])];
    for (owed, (account, reports)) in owed.iter_mut().zip(both) {
        *owed = row(&sheet["Rows"], account).map_or(Decimal::ZERO, |amounts| amounts[0].parse().unwrap());
        for name in reports {
            let open = report(stage, &format!("{name}?report_date={day}")).await;
            let total: Decimal = sum(&open, "GrandTotal").last().unwrap().parse().unwrap();
            assert_eq!(total, *owed, "{name} on {day}");
        }
    }
    owed
}

/// Something sold or bought, and how it is paid. Amounts and rates are in cents.
#[derive(Debug, Clone)]
struct Deal {
    is_sale: bool,
    amounts: Vec<i64>,
    is_discounted: bool,
    /// Hundredths that a credit pays.
    credit: i64,
    /// Two payments: how many hundredths of the rest the first pays.
    first: i64,
    /// Of the document, the credit, what puts it on the document, and the two payments: the rate, and the day of the
    /// year.
    when: Vec<(i64, i64)>,
}

fn deal() -> impl Strategy<Value = Deal> {
    let credit = prop_oneof![Just(0i64), 1..100i64];
    let when = prop::collection::vec((50..200i64, 0..300i64), 5);
    (any::<bool>(), prop::collection::vec(1..5000i64, 1..4), any::<bool>(), credit, 0..100i64, when).prop_map(
        |(is_sale, amounts, is_discounted, credit, first, when)| Deal {
            is_sale,
            amounts,
            is_discounted,
            credit,
            first,
            when,
        },
    )
}

fn cents(cents: i64) -> String {
    Decimal::new(cents, 2).to_string()
}

impl Deal {
    /// What is entered, on the day and at the rate of a place in `when`.
    async fn enter(&self, stage: &Stage, entity: &str, body: Value, place: usize) -> String {
        let (rate, day) = self.when[place];
        let day = jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(day));
        enter(stage, entity, dated(body, &day.to_string()), &cents(rate)).await
    }

    /// Enters everything but the last payment, which is given back with the bank: what it pays and how much.
    async fn begin(&self, stage: &Stage, bank: &str) -> (String, Decimal) {
        let amounts: Vec<String> = self.amounts.iter().map(|amount| cents(*amount)).collect();
        let amounts: Vec<&str> = amounts.iter().map(String::as_str).collect();
        let (charge, credit) =
            if self.is_sale { ("Invoice", "CreditMemo") } else { ("Bill", "VendorCredit") };
        let body = if self.is_sale && self.is_discounted {
            discounted(&amounts)
        } else if self.is_sale {
            let mut body = invoice("1", "1");
            body["Line"] = amounts.iter().map(|amount| line(amount)).collect();
            body
        } else {
            let mut body = bill("2", "1");
            body["Line"] = amounts.iter().map(|amount| bill("2", amount)["Line"][0].clone()).collect();
            body
        };
        let id = self.enter(stage, charge, body, 0).await;
        let total: Decimal = stage.read(charge, &id).await["TotalAmt"].to_string().parse().unwrap();
        let part = |of: Decimal, hundredths: i64| (of * Decimal::new(hundredths, 2)).round_dp(2);
        let given = part(total, self.credit);
        let mut rest = total - given;
        if !given.is_zero() {
            let given = given.to_string();
            let body = if self.is_sale { invoice("1", &given) } else { bill("2", &given) };
            let memo = self.enter(stage, credit, body, 1).await;
            let mut lines = paid(charge, &[(&given, id.clone())]);
            lines.extend(paid(credit, &[(&given, memo)]));
            self.pay(stage, bank, "0", lines, 2).await;
        }
        let first = part(rest, self.first);
        rest -= first;
        if !first.is_zero() {
            let lines = paid(charge, &[(&first.to_string(), id.clone())]);
            self.pay(stage, bank, &first.to_string(), lines, 3).await;
        }
        (id, rest)
    }

    /// Pays the rest.
    async fn finish(&self, stage: &Stage, bank: &str, (id, rest): (String, Decimal)) {
        let charge = if self.is_sale { "Invoice" } else { "Bill" };
        if !rest.is_zero() {
            let lines = paid(charge, &[(&rest.to_string(), id)]);
            self.pay(stage, bank, &rest.to_string(), lines, 4).await;
        }
    }

    async fn pay(&self, stage: &Stage, bank: &str, total: &str, lines: Vec<Value>, place: usize) {
        let received = json!({"CustomerRef": {"value": "1"}, "TotalAmt": number(total), "Line": lines});
        let (entity, body) = match self.is_sale {
            true => ("Payment", received),
            false => ("BillPayment", sent(bank, total, lines)),
        };
        self.enter(stage, entity, body, place).await;
    }
}

/// A company in the middle of its deals, or after all of them.
async fn after(deals: &[Deal], all: bool) -> Stage {
    let stage = counting().await;
    stage.settings(json!({"limits": false})).await;
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDiscount": true}})).await;
    let bank = bank(&stage).await;
    let mut left = Vec::new();
    for deal in deals {
        left.push(deal.begin(&stage, &bank).await);
    }
    for (deal, left) in deals.iter().zip(left).filter(|_| all) {
        deal.finish(&stage, &bank, left).await;
    }
    stage
}

fn run(check: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(check);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn once_all_is_paid_cash_and_accrual_come_to_the_same(deals in prop::collection::vec(deal(), 1..6)) {
        run(async {
            let stage = after(&deals, true).await;
            assert_eq!(income(&stage, "Cash").await, income(&stage, "Accrual").await);
            let trial = report(&stage, &format!("TrialBalance?{YEAR}&accounting_method=Cash")).await;
            let sums = sum(&trial, "GrandTotal");
            assert_eq!(sums[0], sums[1]);
            let accrual = report(&stage, &format!("TrialBalance?{YEAR}")).await;
            for sheet in [&trial, &accrual] {
                assert_eq!((row(&sheet["Rows"], AR), row(&sheet["Rows"], AP)), (None, None));
            }
        });
    }

    #[test]
    fn what_is_owed_is_the_same_on_every_report_on_every_day(deals in prop::collection::vec(deal(), 1..6), all: bool) {
        run(async {
            let stage = after(&deals, all).await;
            for month in 1..=12 {
                owed_on(&stage, &jiff::civil::date(2026, month, 1).last_of_month().to_string()).await;
            }
        });
    }

    #[test]
    fn columns_come_to_the_same_on_a_cash_basis(deals in prop::collection::vec(deal(), 1..4), all: bool) {
        run(async { columns_agree(&after(&deals, all).await).await });
    }
}
