//! Double entry behind everything: whatever happens, the books are even and say the same in every place.

use crate::stage::{Stage, text};
use proptest::prelude::*;
use qbo_emulator::Seed;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Something that a client may do. Numbers choose among what there is.
#[derive(Debug, Clone)]
enum Step {
    Sell { entity: &'static str, customer: usize, cents: i64, extra: i64 },
    Pay { customer: usize, invoice: usize, cents: i64, over: i64 },
    UseCredit { customer: usize, invoice: usize, memo: usize, cents: i64 },
    Buy { entity: &'static str, vendor: usize, cents: i64 },
    PayBill { vendor: usize, bill: usize, cents: i64, over: i64 },
    PayBack { customer: usize, cents: i64 },
    Straight { entity: &'static str, customer: usize, vendor: usize, cents: i64 },
    Bank { payment: usize },
    Journal { customer: usize, vendor: usize, cents: i64 },
    Undo { record: usize, operation: &'static str },
    Reprice { invoice: usize, cents: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..3usize;
    let cents = 1..50_000i64;
    let which = 0..8usize;
    prop_oneof![
        4 => (prop::sample::select(vec!["invoice", "creditmemo", "salesreceipt", "refundreceipt"]),
              who.clone(), cents.clone(), 0..3i64)
            .prop_map(|(entity, customer, cents, extra)| Step::Sell { entity, customer, cents, extra }),
        4 => (who.clone(), which.clone(), cents.clone(), 0..2i64)
            .prop_map(|(customer, invoice, cents, over)| Step::Pay { customer, invoice, cents, over }),
        2 => (who.clone(), which.clone(), which.clone(), cents.clone())
            .prop_map(|(customer, invoice, memo, cents)| Step::UseCredit { customer, invoice, memo, cents }),
        3 => (prop::sample::select(vec!["bill", "vendorcredit", "purchase"]), who.clone(), cents.clone())
            .prop_map(|(entity, vendor, cents)| Step::Buy { entity, vendor, cents }),
        2 => (who.clone(), which.clone(), cents.clone(), 0..2i64)
            .prop_map(|(vendor, bill, cents, over)| Step::PayBill { vendor, bill, cents, over }),
        1 => (who.clone(), cents.clone()).prop_map(|(customer, cents)| Step::PayBack { customer, cents }),
        2 => (prop::sample::select(vec!["bill", "vendorcredit", "purchase", "deposit"]), who.clone(), who.clone(),
              cents.clone())
            .prop_map(|(entity, customer, vendor, cents)| Step::Straight { entity, customer, vendor, cents }),
        1 => which.clone().prop_map(|payment| Step::Bank { payment }),
        1 => (who.clone(), who, cents.clone())
            .prop_map(|(customer, vendor, cents)| Step::Journal { customer, vendor, cents }),
        3 => (0..40usize, prop::sample::select(vec!["delete", "void"]))
            .prop_map(|(record, operation)| Step::Undo { record, operation }),
        2 => (which, cents).prop_map(|(invoice, cents)| Step::Reprice { invoice, cents }),
    ]
}

/// A company with three customers and three vendors, and what has been entered.
struct History {
    stage: Stage,
    customers: Vec<String>,
    vendors: Vec<String>,
    /// A bank account.
    bank: String,
    /// Whether lines need tax codes.
    abroad: bool,
    entered: Vec<(String, String)>,
}

impl History {
    async fn new(strict: bool, abroad: bool) -> Self {
        let stage = Stage::with(if abroad { Seed::EmptyGb } else { Seed::EmptyUs });
        stage.settings(json!({"limits": false, "strict_links": strict})).await;
        stage
            .prefer(json!({"SalesFormsPrefs": {"AllowDiscount": true, "AllowDeposit": true, "AllowShipping": true}}))
            .await;
        let (mut customers, mut vendors) = (Vec::new(), Vec::new());
        for index in 0..3 {
            let customer = stage.customer(&format!("Customer {index}")).await;
            customers.push(text(&customer, "Id").to_owned());
            let vendor = stage.post("vendor", json!({"DisplayName": format!("Vendor {index}")})).await;
            vendors.push(text(&vendor.object("Vendor"), "Id").to_owned());
        }
        let bank = json!({"Name": "Bank", "AccountType": "Bank"});
        let bank = text(&stage.post("account", bank).await.object("Account"), "Id").to_owned();
        Self { stage, customers, vendors, bank, abroad, entered: Vec::new() }
    }

    /// Sends a request; what is refused has not happened.
    async fn send(&mut self, entity: &str, mut body: Value) {
        if self.abroad {
            tax(&mut body);
        }
        let reply = self.stage.post(entity, body).await;
        assert!(reply.status < 500, "{}", reply.text);
        let made =
            reply.body.as_object().and_then(|reply| reply.values().find_map(|object| object["Id"].as_str()));
        if let (200, Some(id)) = (reply.status, made) {
            self.entered.push((entity.to_owned(), id.to_owned()));
        }
    }

    /// The id of one of what has been entered, or one that leads nowhere.
    fn pick(&self, entity: &str, which: usize) -> String {
        let ids: Vec<&String> =
            self.entered.iter().filter(|(kind, _)| kind == entity).map(|(_, id)| id).collect();
        ids.get(which % ids.len().max(1)).map_or_else(|| "999".to_owned(), |id| (*id).clone())
    }

    async fn take(&mut self, step: &Step) {
        match step {
            Step::Sell { entity, customer, cents, extra } => {
                let mut body = sale(&self.customers[*customer], *cents, *extra);
                body["DepositToAccountRef"] = json!({"value": "13"});
                self.send(entity, body).await;
            }
            Step::Pay { customer, invoice, cents, over } => {
                let invoice = self.pick("invoice", *invoice);
                let line = applied(*cents, &invoice, "Invoice");
                let body = json!({"CustomerRef": {"value": self.customers[*customer]},
                                  "TotalAmt": amount(cents + over * 100), "Line": [line]});
                self.send("payment", body).await;
            }
            Step::UseCredit { customer, invoice, memo, cents } => {
                let (invoice, memo) = (self.pick("invoice", *invoice), self.pick("creditmemo", *memo));
                let lines = [applied(*cents, &invoice, "Invoice"), applied(*cents, &memo, "CreditMemo")];
                let body = json!({"CustomerRef": {"value": self.customers[*customer]}, "TotalAmt": 0, "Line": lines});
                self.send("payment", body).await;
            }
            Step::Buy { entity, vendor, cents } => {
                let mut body = json!({"Line": [expense(*cents, "3")]});
                if *entity == "purchase" {
                    body["PaymentType"] = "Cash".into();
                    body["AccountRef"] = json!({"value": self.bank});
                } else {
                    body["VendorRef"] = json!({"value": self.vendors[*vendor]});
                }
                self.send(entity, body).await;
            }
            Step::PayBill { vendor, bill, cents, over } => {
                let line = applied(*cents, &self.pick("bill", *bill), "Bill");
                let body = json!({"VendorRef": {"value": self.vendors[*vendor]}, "PayType": "Check",
                                  "CheckPayment": {"BankAccountRef": {"value": self.bank}},
                                  "TotalAmt": amount(cents + over * 100), "Line": [line]});
                self.send("billpayment", body).await;
            }
            Step::PayBack { customer, cents } => {
                let body = json!({"PaymentType": "Check", "AccountRef": {"value": self.bank}, "Line": [expense(*cents, "11")],
                                  "EntityRef": {"value": self.customers[*customer], "type": "Customer"}});
                self.send("purchase", body).await;
            }
            Step::Straight { entity, customer, vendor, cents } => {
                self.straight(entity, *customer, *vendor, *cents).await;
            }
            Step::Bank { payment } => self.bank(*payment).await,
            Step::Journal { customer, vendor, cents } => self.journal(*customer, *vendor, *cents).await,
            Step::Undo { record, operation } => self.undo(*record, operation).await,
            Step::Reprice { invoice, cents } => {
                let id = self.pick("invoice", *invoice);
                let reply = self.stage.get(&format!("invoice/{id}")).await;
                let token = reply.body["Invoice"]["SyncToken"].clone();
                let lines = sale("1", *cents, 0)["Line"].clone();
                let mut body = json!({"Id": id, "SyncToken": token, "sparse": true, "Line": lines});
                if self.abroad {
                    tax(&mut body);
                }
                assert!(self.stage.post("invoice", body).await.status < 500);
            }
        }
    }

    /// Books straight to receivables and payables.
    async fn straight(&mut self, entity: &str, customer: usize, vendor: usize, cents: i64) {
        let (customer, vendor) =
            (json!({"value": self.customers[customer]}), json!({"value": self.vendors[vendor]}));
        let body = match entity {
            "purchase" => {
                json!({"PaymentType": "Cash", "AccountRef": {"value": self.bank}, "EntityRef": vendor,
                                 "Line": [expense(cents, "12")]})
            }
            "deposit" => {
                let line = |account: &str, who: &Value, cents: i64| {
                    json!({
                    "Amount": amount(cents), "DetailType": "DepositLineDetail",
                    "DepositLineDetail": {"AccountRef": {"value": account}, "Entity": who}})
                };
                json!({"DepositToAccountRef": {"value": self.bank},
                       "Line": [line("11", &customer, cents), line("12", &vendor, 300)]})
            }
            _ => {
                let mut receivable = expense(200, "11");
                receivable["AccountBasedExpenseLineDetail"]["CustomerRef"] = customer;
                json!({"VendorRef": vendor, "Line": [expense(cents, "3"), receivable, expense(100, "12")]})
            }
        };
        self.send(entity, body).await;
    }

    async fn bank(&mut self, payment: usize) {
        let id = self.pick("payment", payment);
        let total = self.stage.get(&format!("payment/{id}")).await.body["Payment"]["TotalAmt"].clone();
        let line =
            json!({"Amount": total, "LinkedTxn": [{"TxnId": id, "TxnType": "Payment", "TxnLineId": "0"}]});
        self.send("deposit", json!({"DepositToAccountRef": {"value": self.bank}, "Line": [line]})).await;
    }

    async fn journal(&mut self, customer: usize, vendor: usize, cents: i64) {
        let line = |posting: &str, account: &str, kind: &str, who: &str| {
            json!({"Amount": amount(cents), "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": {
                "PostingType": posting, "AccountRef": {"value": account},
                "Entity": {"Type": kind, "EntityRef": {"value": who}}}})
        };
        let lines = [
            line("Debit", "11", "Customer", &self.customers[customer]),
            line("Credit", "12", "Vendor", &self.vendors[vendor]),
        ];
        self.send("journalentry", json!({ "Line": lines })).await;
    }

    async fn undo(&mut self, record: usize, operation: &str) {
        if self.entered.is_empty() {
            return;
        }
        let (entity, id) = self.entered[record % self.entered.len()].clone();
        let reply = self.stage.get(&format!("{entity}/{id}")).await;
        let object = reply.body.as_object().and_then(|reply| reply.values().find(|value| value.is_object()));
        let token = object.map(|object| object["SyncToken"].clone()).unwrap_or_default();
        let how = match (operation, entity.as_str()) {
            ("void", "payment" | "billpayment" | "salesreceipt") => {
                "operation=update&include=void".to_owned()
            }
            _ => format!("operation={operation}"),
        };
        let body = json!({"Id": id, "SyncToken": token, "sparse": true});
        assert!(self.stage.post(&format!("{entity}?{how}"), body).await.status < 500);
    }

    /// Every place must say the same.
    async fn check(&self) {
        for (account, whose, aged, balances) in [
            ("11", "Customer", "AgedReceivables", "CustomerBalance"),
            ("12", "Vendor", "AgedPayables", "VendorBalance"),
        ] {
            let ledger = decimal(&self.stage.read("Account", account).await["CurrentBalance"]);
            let people = if whose == "Customer" { &self.customers } else { &self.vendors };
            let mut owed = Decimal::ZERO;
            for id in people {
                owed += decimal(&self.stage.read(whose, id).await["Balance"]);
            }
            assert_eq!(ledger, owed, "{whose}");
            assert_eq!(ledger, self.last(aged, "GrandTotal").await, "{aged}");
            assert_eq!(ledger, self.last(balances, "GrandTotal").await, "{balances}");
        }
        for method in ["Accrual", "Cash"] {
            let trial = self.rows(&format!("TrialBalance?accounting_method={method}")).await;
            let sums = &trial.last().unwrap()["Summary"]["ColData"];
            assert_eq!(sums[1], sums[2], "{method}");
            let sheet = format!("BalanceSheet?accounting_method={method}");
            let (assets, others) = (
                self.last(&sheet, "TotalAssets").await,
                self.last(&sheet, "TotalLiabilitiesAndEquity").await,
            );
            assert_eq!(assets, others, "{method}");
            let strange = trial.iter().find(|row| row["ColData"][0]["value"] == "Opening Balance Equity");
            assert_eq!(strange, None, "something has no account");
        }
    }

    async fn rows(&self, report: &str) -> Vec<Value> {
        let reply = self.stage.get(&format!("reports/{report}")).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.body["Rows"]["Row"].as_array().unwrap().clone()
    }

    /// The last sum of a top group; nothing when it is not there.
    async fn last(&self, report: &str, group: &str) -> Decimal {
        let rows = self.rows(report).await;
        let row = rows.iter().find(|row| row["group"] == group);
        let cells = row.and_then(|row| row["Summary"]["ColData"].as_array());
        cells.map(|cells| decimal(&cells.last().unwrap()["value"])).unwrap_or_default()
    }
}

/// Puts a tax code on every line that may have one; the first amount decides which, and whether it has the tax in it.
fn tax(body: &mut Value) {
    const DETAILS: [&str; 2] = ["SalesItemLineDetail", "AccountBasedExpenseLineDetail"];
    let lines = body["Line"].as_array_mut().unwrap();
    let is_taxed = |line: &Value| DETAILS.iter().any(|detail| line[*detail].is_object());
    let Some(first) = lines.iter().find(|line| is_taxed(line)) else { return };
    let cents: u64 = (decimal(&first["Amount"]) * Decimal::from(100)).try_into().unwrap();
    for (line, code) in lines.iter_mut().zip(cents..) {
        for detail in DETAILS {
            // What is booked to receivables is no purchase.
            let account = &line[detail]["AccountRef"]["value"];
            if line[detail].is_object() && account != "11" && account != "12" {
                line[detail]["TaxCodeRef"] = json!({"value": (2 + code % 6).to_string()});
            }
        }
    }
    let calculation = if cents.is_multiple_of(2) { "TaxExcluded" } else { "TaxInclusive" };
    body["GlobalTaxCalculation"] = calculation.into();
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).parse().unwrap()
}

fn amount(cents: i64) -> Value {
    crate::stage::number(&Decimal::new(cents, 2).to_string())
}

/// A sale; `extra` 1 takes something off, 2 adds shipping and something paid with the order.
fn sale(customer: &str, cents: i64, extra: i64) -> Value {
    let line = |item: &str, cents: i64| {
        json!({"DetailType": "SalesItemLineDetail", "Amount": amount(cents),
               "SalesItemLineDetail": {"ItemRef": {"value": item}}})
    };
    let mut body = json!({"CustomerRef": {"value": customer}, "Line": [line("1", cents), line("2", 300)]});
    if extra == 1 {
        let off = json!({"PercentBased": true, "DiscountPercent": 7});
        let off = json!({"DetailType": "DiscountLineDetail", "DiscountLineDetail": off});
        body["Line"].as_array_mut().unwrap().push(off);
    }
    if extra == 2 {
        body["Line"].as_array_mut().unwrap().push(line("SHIPPING_ITEM_ID", 495));
        body["Deposit"] = amount(100);
    }
    body
}

fn expense(cents: i64, account: &str) -> Value {
    json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": amount(cents),
           "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account}}})
}

fn applied(cents: i64, id: &str, kind: &str) -> Value {
    json!({"Amount": amount(cents), "LinkedTxn": [{"TxnId": id, "TxnType": kind}]})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn accounts_contacts_and_reports_agree_after_any_history(
        strict: bool,
        abroad: bool,
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut history = History::new(strict, abroad).await;
            for step in &steps {
                history.take(step).await;
            }
            history.check().await;
        });
    }
}
