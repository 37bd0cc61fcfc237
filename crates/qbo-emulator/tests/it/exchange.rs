//! Double entry in several currencies: whatever happens, what is owed is the same on accounts, people and reports.
//!
//! Rates have two places. Where amounts are whole nothing is rounded and everything must fit to the cent; where they
//! have cents, what is owed on accounts and reports must.

use crate::stage::{Stage, text};
use proptest::prelude::*;
use qbo_emulator::Seed;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The home currency, and two others with what they are worth where rates stand still, in cents.
const CURRENCIES: [(&str, i64); 3] = [("USD", 100), ("EUR", 125), ("GBP", 150)];

/// Something that a client may do. Numbers choose among what there is; `rate` is in cents.
#[derive(Debug, Clone)]
enum Step {
    Sell {
        entity: &'static str,
        who: usize,
        units: i64,
        rate: i64,
    },
    Buy {
        entity: &'static str,
        who: usize,
        units: i64,
        rate: i64,
    },
    Settle {
        entity: &'static str,
        who: usize,
        charge: usize,
        credit: usize,
        units: i64,
        over: i64,
        rate: i64,
    },
    Straight {
        entity: &'static str,
        who: usize,
        other: usize,
        account: usize,
        units: i64,
        rate: i64,
    },
    Journal {
        customer: usize,
        vendor: usize,
        accounts: (usize, usize),
        units: i64,
        swap: bool,
        rate: i64,
    },
    Rerate {
        record: usize,
        rate: i64,
    },
    Undo {
        record: usize,
        operation: &'static str,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let (who, which, units, rate) = (0..6usize, 0..6usize, 1..400i64, 50..200i64);
    let entity = prop::sample::select::<&'static str>;
    prop_oneof![
        4 => (entity(vec!["invoice", "creditmemo"]), who.clone(), units.clone(), rate.clone())
            .prop_map(|(entity, who, units, rate)| Step::Sell { entity, who, units, rate }),
        3 => (entity(vec!["bill", "vendorcredit"]), who.clone(), units.clone(), rate.clone())
            .prop_map(|(entity, who, units, rate)| Step::Buy { entity, who, units, rate }),
        5 => (entity(vec!["payment", "billpayment"]), who.clone(), which.clone(), which.clone(), units.clone(), 0..2i64, rate.clone())
            .prop_map(|(entity, who, charge, credit, units, over, rate)| Step::Settle { entity, who, charge, credit, units, over, rate }),
        2 => (entity(vec!["purchase", "deposit", "bill"]), who.clone(), who.clone(), 0..3usize, units.clone(), rate.clone())
            .prop_map(|(entity, who, other, account, units, rate)| Step::Straight { entity, who, other, account, units, rate }),
        4 => (who.clone(), who, (0..3usize, 0..3usize), units, any::<bool>(), rate.clone())
            .prop_map(|(customer, vendor, accounts, units, swap, rate)| Step::Journal { customer, vendor, accounts, units, swap, rate }),
        2 => (0..40usize, rate).prop_map(|(record, rate)| Step::Rerate { record, rate }),
        2 => (0..40usize, entity(vec!["delete", "void"])).prop_map(|(record, operation)| Step::Undo { record, operation }),
    ]
}

/// A company that deals in three currencies, with two customers and two vendors of each.
struct Trade {
    stage: Stage,
    /// Rates stand still.
    steady: bool,
    /// Amounts have cents, so that home currency is rounded.
    fine: bool,
    customers: Vec<String>,
    vendors: Vec<String>,
    /// By currency.
    receivables: Vec<String>,
    payables: Vec<String>,
    bank: String,
    entered: Vec<(String, String)>,
}

impl Trade {
    async fn new(strict: bool, steady: bool, fine: bool) -> Self {
        let stage = Stage::with(Seed::EmptyUs);
        stage.settings(json!({"limits": false, "strict_links": strict, "multi_currency": true})).await;
        for (code, _) in &CURRENCIES[1..] {
            stage.post("companycurrency", json!({ "Code": code })).await.object("CompanyCurrency");
        }
        let (mut customers, mut vendors) = (Vec::new(), Vec::new());
        for index in 0..6 {
            let currency = json!({"value": CURRENCIES[index % 3].0});
            let body =
                |kind: &str| json!({"DisplayName": format!("{kind} {index}"), "CurrencyRef": currency});
            let customer = stage.post("customer", body("Customer")).await.object("Customer");
            customers.push(text(&customer, "Id").to_owned());
            let vendor = stage.post("vendor", body("Vendor")).await.object("Vendor");
            vendors.push(text(&vendor, "Id").to_owned());
        }
        let bank = json!({"Name": "Bank", "AccountType": "Bank"});
        let bank = text(&stage.post("account", bank).await.object("Account"), "Id").to_owned();
        let (receivables, payables) = (
            accounts(&stage, "Accounts Receivable (A/R)").await,
            accounts(&stage, "Accounts Payable (A/P)").await,
        );
        Self { stage, steady, fine, customers, vendors, receivables, payables, bank, entered: Vec::new() }
    }

    /// So many units, or cents.
    fn amount(&self, units: i64) -> Value {
        if self.fine { cents(units) } else { units.into() }
    }

    /// Says the currency of the `who`th, and a rate where it is foreign.
    fn in_currency(&self, mut body: Value, who: usize, rate: i64) -> Value {
        let (code, steady) = CURRENCIES[who % 3];
        body["CurrencyRef"] = json!({ "value": code });
        if code != "USD" {
            body["ExchangeRate"] = cents(if self.steady { steady } else { rate });
        }
        body
    }

    /// Sends a request; what is refused has not happened.
    async fn send(&mut self, entity: &str, body: Value) {
        let reply = self.stage.post(entity, body).await;
        assert!(reply.status < 500, "{}", reply.text);
        let made =
            reply.body.as_object().and_then(|reply| reply.values().find_map(|object| object["Id"].as_str()));
        if let (200, Some(id)) = (reply.status, made) {
            self.entered.push((entity.to_owned(), id.to_owned()));
        }
    }

    /// One of what has been entered of some kinds: what links call it, and its id.
    fn pick(&self, kinds: &[(&str, &'static str)], which: usize) -> Option<(&'static str, String)> {
        let word = |entity: &str| kinds.iter().find(|(kind, _)| *kind == entity).map(|(_, word)| *word);
        let fitting: Vec<_> =
            self.entered.iter().filter_map(|(entity, id)| Some((word(entity)?, id.clone()))).collect();
        fitting.get(which % fitting.len().max(1)).cloned()
    }

    async fn take(&mut self, step: &Step) {
        match step {
            Step::Sell { entity, who, units, rate } => {
                let line = json!({"DetailType": "SalesItemLineDetail", "Amount": self.amount(*units),
                    "SalesItemLineDetail": {"ItemRef": {"value": "1"}}});
                let body = json!({"CustomerRef": {"value": self.customers[*who]}, "Line": [line]});
                self.send(entity, self.in_currency(body, *who, *rate)).await;
            }
            Step::Buy { entity, who, units, rate } => {
                let body = json!({"VendorRef": {"value": self.vendors[*who]}, "Line": [expense(self.amount(*units), "3", None)]});
                self.send(entity, self.in_currency(body, *who, *rate)).await;
            }
            Step::Settle { entity, who, charge, credit, units, over, rate } => {
                self.settle(entity, *who, (*charge, *credit), (*units, *over), *rate).await;
            }
            Step::Straight { entity, who, other, account, units, rate } => {
                self.straight(entity, (*who, *other), *account, *units, *rate).await;
            }
            Step::Journal { customer, vendor, accounts, units, swap, rate } => {
                let sides = if *swap { ("Credit", "Debit") } else { ("Debit", "Credit") };
                let lines = [
                    entry(
                        sides.0,
                        &self.receivables[accounts.0],
                        "Customer",
                        &self.customers[*customer],
                        self.amount(*units),
                    ),
                    entry(
                        sides.1,
                        &self.payables[accounts.1],
                        "Vendor",
                        &self.vendors[*vendor],
                        self.amount(*units),
                    ),
                ];
                self.send("journalentry", self.in_currency(json!({ "Line": lines }), *customer, *rate)).await;
            }
            Step::Rerate { record, rate } if !self.steady => {
                self.change(*record, "", json!({"ExchangeRate": cents(*rate)})).await;
            }
            Step::Rerate { .. } => {}
            Step::Undo { record, operation } => {
                let kind =
                    self.entered.get(record % self.entered.len().max(1)).map(|(kind, _)| kind.as_str());
                let how = match (*operation, kind) {
                    ("void", Some("payment" | "billpayment")) => "?operation=update&include=void".to_owned(),
                    _ => format!("?operation={operation}"),
                };
                self.change(*record, &how, json!({})).await;
            }
        }
    }

    /// Puts a payment on a charge, or a credit, or both; more money than that with `over`.
    async fn settle(
        &mut self,
        entity: &str,
        who: usize,
        (charge, credit): (usize, usize),
        (units, over): (i64, i64),
        rate: i64,
    ) {
        let (party, people, charges, credits) = match entity {
            "payment" => {
                ("CustomerRef", &self.customers, ("invoice", "Invoice"), ("creditmemo", "CreditMemo"))
            }
            _ => ("VendorRef", &self.vendors, ("bill", "Bill"), ("vendorcredit", "VendorCredit")),
        };
        let journal = ("journalentry", "JournalEntry");
        let charge = self.pick(&[charges, journal, ("purchase", "Expense")], charge);
        let credit = self.pick(&[credits, journal], credit).filter(|_| over == 1);
        // Mostly it is the one who owes it that pays.
        let who = match &charge {
            Some((_, id)) => self.owner(charges.0, party, people, id).await.unwrap_or(who),
            None => who,
        };
        let applied = |(kind, id): (&str, String)| json!({"Amount": self.amount(units), "LinkedTxn": [{"TxnId": id, "TxnType": kind}]});
        let lines: Vec<Value> = charge.into_iter().chain(credit).map(applied).collect();
        let mut body = json!({"TotalAmt": self.amount(units + over * 7), "Line": lines});
        body[party] = json!({"value": people[who]});
        if entity == "billpayment" {
            body["PayType"] = "Check".into();
            body["CheckPayment"] = json!({"BankAccountRef": {"value": self.bank}});
        }
        self.send(entity, self.in_currency(body, who, rate)).await;
    }

    /// Which of the people a document is of.
    async fn owner(&self, kind: &str, party: &str, people: &[String], id: &str) -> Option<usize> {
        let reply = self.stage.get(&format!("{kind}/{id}")).await;
        let document = reply.body.as_object()?.values().find(|value| value.is_object())?;
        people.iter().position(|person| document[party]["value"] == person.as_str())
    }

    /// Books straight to receivables and payables, often of another currency.
    async fn straight(
        &mut self,
        entity: &str,
        (who, other): (usize, usize),
        account: usize,
        units: i64,
        rate: i64,
    ) {
        let (receivable, payable) = (&self.receivables[account], &self.payables[account]);
        let customer = json!({"value": self.customers[who], "type": "Customer"});
        let body = match entity {
            "purchase" => json!({"PaymentType": "Cash", "AccountRef": {"value": self.bank},
                "EntityRef": customer, "Line": [expense(self.amount(units), receivable, None)]}),
            "deposit" => {
                let line = |account: &str, who: &Value| {
                    json!({"Amount": self.amount(units), "DetailType": "DepositLineDetail",
                        "DepositLineDetail": {"AccountRef": {"value": account}, "Entity": who}})
                };
                let vendor = json!({"value": self.vendors[other], "type": "Vendor"});
                json!({"DepositToAccountRef": {"value": self.bank},
                    "Line": [line(receivable, &customer), line(payable, &vendor)]})
            }
            _ => {
                json!({"VendorRef": {"value": self.vendors[who]}, "Line": [expense(self.amount(units), "3", None),
                expense(self.amount(3), receivable, Some(&self.customers[other])),
                expense(self.amount(2), payable, None)]})
            }
        };
        self.send(entity, self.in_currency(body, who, rate)).await;
    }

    async fn change(&mut self, record: usize, how: &str, set: Value) {
        if self.entered.is_empty() {
            return;
        }
        let (entity, id) = self.entered[record % self.entered.len()].clone();
        let reply = self.stage.get(&format!("{entity}/{id}")).await;
        let object = reply.body.as_object().and_then(|reply| reply.values().find(|value| value.is_object()));
        let object = object.cloned().unwrap_or_default();
        let mut body = json!({"Id": id, "SyncToken": object["SyncToken"], "sparse": true});
        for member in ["VendorRef", "PaymentType"] {
            if !object[member].is_null() {
                body[member] = object[member].clone();
            }
        }
        body.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
        let reply = self.stage.post(&format!("{entity}{how}"), body).await;
        assert!(reply.status < 500, "{}", reply.text);
    }

    async fn check(&self) {
        for (accounts, people, whose, aged) in [
            (&self.receivables, &self.customers, "Customer", "AgedReceivables"),
            (&self.payables, &self.vendors, "Vendor", "AgedPayables"),
        ] {
            let mut ledger = Decimal::ZERO;
            for (currency, account) in accounts.iter().enumerate() {
                let balance = decimal(&self.stage.read("Account", account).await["CurrentBalance"]);
                ledger += balance;
                let mut owed = Decimal::ZERO;
                for id in people.iter().skip(currency).step_by(CURRENCIES.len()) {
                    owed += decimal(&self.stage.read(whose, id).await["Balance"]);
                }
                let (code, steady) = CURRENCIES[currency];
                if self.steady && !self.fine || code == "USD" {
                    assert_eq!(balance, owed * Decimal::new(steady, 2), "{whose} {code}");
                }
            }
            assert_eq!(ledger, self.total(aged, "GrandTotal").await, "{aged}");
        }
        let trial = self.rows("TrialBalance").await;
        let sums = &trial.last().unwrap()["Summary"]["ColData"];
        assert_eq!(sums[1], sums[2]);
        let named = |name: &str| trial.iter().find(|row| row["ColData"][0]["value"] == name);
        assert_eq!(named("Opening Balance Equity"), None, "something has no account");
        if self.steady && !self.fine {
            assert_eq!(named("Exchange Gain or Loss"), None, "rates have not changed");
        }
    }

    async fn rows(&self, report: &str) -> Vec<Value> {
        let reply = self.stage.get(&format!("reports/{report}")).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.body["Rows"]["Row"].as_array().unwrap().clone()
    }

    /// The last sum of a top group; nothing when it is not there.
    async fn total(&self, report: &str, group: &str) -> Decimal {
        let rows = self.rows(report).await;
        let row = rows.iter().find(|row| row["group"] == group);
        let cells = row.and_then(|row| row["Summary"]["ColData"].as_array());
        cells.map(|cells| decimal(&cells.last().unwrap()["value"])).unwrap_or_default()
    }
}

/// The ids of an account for each currency.
async fn accounts(stage: &Stage, name: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for (code, _) in CURRENCIES {
        let name = if code == "USD" { name.to_owned() } else { format!("{name} - {code}") };
        ids.extend(stage.ids(&format!("select * from Account where Name = '{name}'")).await);
    }
    assert_eq!(ids.len(), CURRENCIES.len());
    ids
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).parse().unwrap()
}

fn cents(cents: i64) -> Value {
    crate::stage::number(&Decimal::new(cents, 2).to_string())
}

fn expense(amount: Value, account: &str, customer: Option<&str>) -> Value {
    let mut detail = json!({"AccountRef": {"value": account}});
    if let Some(customer) = customer {
        detail["CustomerRef"] = json!({ "value": customer });
    }
    json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": amount, "AccountBasedExpenseLineDetail": detail})
}

fn entry(side: &str, account: &str, kind: &str, who: &str, amount: Value) -> Value {
    json!({"Amount": amount, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": {
        "PostingType": side, "AccountRef": {"value": account},
        "Entity": {"Type": kind, "EntityRef": {"value": who}}}})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn accounts_people_and_reports_agree_in_several_currencies(
        strict: bool,
        steady: bool,
        fine: bool,
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut trade = Trade::new(strict, steady, fine).await;
            for step in &steps {
                trade.take(step).await;
            }
            trade.check().await;
        });
    }
}
