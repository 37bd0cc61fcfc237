//! Stock: quantities, and what goods cost (fact sheet 8.4, 6.3).

use crate::stage::{Stage, number, printed, text};
use proptest::prelude::*;
use qbo_emulator::Seed;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Accounts of an empty company.
const EXPENSE: &str = "5";
const STOCK: &str = "6";
const EQUITY: &str = "7";

/// A company with a customer, a vendor and an item of which so many are in stock since the first of January.
struct Shop {
    stage: Stage,
    customer: String,
    vendor: String,
    item: String,
}

impl Shop {
    async fn new(quantity: i64, cost: &str) -> Self {
        let stage = Stage::with(Seed::EmptyUs);
        stage.settings(json!({"limits": false})).await;
        let customer = text(&stage.customer("Buyer").await, "Id").to_owned();
        let vendor = stage.post("vendor", json!({"DisplayName": "Seller"})).await.object("Vendor");
        let item = stage.post("item", item(quantity, cost)).await.object("Item");
        Self { customer, vendor: text(&vendor, "Id").to_owned(), item: text(&item, "Id").to_owned(), stage }
    }

    fn sale(&self, quantity: i64, date: &str) -> Value {
        json!({"CustomerRef": {"value": self.customer}, "DepositToAccountRef": {"value": "13"}, "TxnDate": date, "Line": [
            {"DetailType": "SalesItemLineDetail", "Amount": 20 * quantity,
             "SalesItemLineDetail": {"ItemRef": {"value": self.item}, "Qty": quantity, "UnitPrice": 20}}]})
    }

    fn purchase(&self, quantity: i64, price: i64, date: &str) -> Value {
        json!({"VendorRef": {"value": self.vendor}, "PaymentType": "Cash", "AccountRef": {"value": "13"}, "TxnDate": date, "Line": [
            {"DetailType": "ItemBasedExpenseLineDetail", "Amount": price * quantity,
             "ItemBasedExpenseLineDetail": {"ItemRef": {"value": self.item}, "Qty": quantity, "UnitPrice": price}}]})
    }

    /// Makes a transaction and gives back its id.
    async fn make(&self, entity: &str, mut body: Value) -> String {
        let members: &[&str] = match entity {
            "bill" | "vendorcredit" | "purchaseorder" => &["PaymentType", "AccountRef"],
            "purchase" => &["VendorRef"],
            _ => &[],
        };
        members.iter().for_each(|member| drop(body.as_object_mut().unwrap().remove(*member)));
        let reply = self.stage.post(entity, body).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        let object =
            reply.body.as_object().unwrap().values().find(|value| value.is_object()).unwrap().clone();
        text(&object, "Id").to_owned()
    }

    async fn undo(&self, entity: &str, id: &str, how: &str) {
        let reply = self.stage.get(&format!("{entity}/{id}")).await;
        let object =
            reply.body.as_object().unwrap().values().find(|value| value.is_object()).unwrap().clone();
        let body = json!({"Id": id, "SyncToken": object["SyncToken"], "sparse": true});
        assert_eq!(self.stage.post(&format!("{entity}?{how}"), body).await.status, 200);
    }

    async fn quantity(&self) -> String {
        printed(&self.stage.read("Item", &self.item).await["QtyOnHand"])
    }

    async fn balance(&self, account: &str) -> String {
        printed(&self.stage.read("Account", account).await["CurrentBalance"])
    }

    /// Quantity, value of the stock, and cost of the goods sold.
    async fn stand(&self) -> [String; 3] {
        let report = self.stage.get("reports/ProfitAndLoss").await.body;
        let rows = report["Rows"]["Row"].as_array().unwrap();
        let cost =
            rows.iter().find(|row| row["group"] == "COGS").map(|row| &row["Summary"]["ColData"][1]["value"]);
        let cost = cost.and_then(Value::as_str).unwrap_or("0.00").to_owned();
        [self.quantity().await, self.balance(STOCK).await, cost]
    }
}

fn item(quantity: i64, cost: &str) -> Value {
    json!({
        "Name": "Spade", "Type": "Inventory", "TrackQtyOnHand": true, "QtyOnHand": quantity, "InvStartDate": "2026-01-01",
        "PurchaseCost": number(cost), "IncomeAccountRef": {"value": "4"}, "ExpenseAccountRef": {"value": EXPENSE},
        "AssetAccountRef": {"value": STOCK},
    })
}

#[tokio::test]
async fn what_is_in_stock_at_the_start_is_worth_its_purchase_cost() {
    let shop = Shop::new(10, "5").await;
    assert_eq!(shop.stand().await, ["10", "50.00", "0.00"]);
    assert_eq!(shop.balance(EQUITY).await, "50.00");
    let shown = shop.stage.read("Item", &shop.item).await;
    assert_eq!((shown.get("Counts"), text(&shown, "SyncToken")), (None, "0"));
    assert_eq!(Shop::new(0, "5").await.stand().await, ["0", "0", "0.00"]);
}

#[tokio::test]
async fn goods_leave_and_come_with_each_kind_of_transaction() {
    let shop = Shop::new(10, "5").await;
    for (entity, body, stand) in [
        ("estimate", shop.sale(3, "2026-02-01"), ["10", "50.00", "0.00"]),
        ("purchaseorder", shop.purchase(3, 7, "2026-02-01"), ["10", "50.00", "0.00"]),
        ("invoice", shop.sale(3, "2026-02-01"), ["7", "35.00", "15.00"]),
        ("bill", shop.purchase(10, 7, "2026-02-02"), ["17", "105.00", "15.00"]),
        ("salesreceipt", shop.sale(10, "2026-02-03"), ["7", "49.00", "71.00"]),
        ("creditmemo", shop.sale(2, "2026-02-04"), ["9", "63.00", "57.00"]),
        ("refundreceipt", shop.sale(2, "2026-02-05"), ["11", "75.00", "45.00"]),
        ("purchase", shop.purchase(1, 8, "2026-02-06"), ["12", "83.00", "45.00"]),
        // It gets back less than the goods cost.
        ("vendorcredit", shop.purchase(2, 5, "2026-02-07"), ["10", "71.00", "47.00"]),
    ] {
        shop.make(entity, body).await;
        assert_eq!(shop.stand().await, stand, "{entity}");
    }
    assert_eq!(text(&shop.stage.read("Item", &shop.item).await, "SyncToken"), "0");
}

#[tokio::test]
async fn an_edit_a_void_and_a_deletion_give_goods_back() {
    let shop = Shop::new(10, "5").await;
    let invoice = shop.make("invoice", shop.sale(3, "2026-02-01")).await;
    let bill = shop.make("bill", shop.purchase(10, 7, "2026-02-02")).await;
    let mut body = shop.sale(8, "2026-02-01");
    body["Id"] = invoice.as_str().into();
    body["SyncToken"] = "0".into();
    shop.make("invoice", body).await;
    assert_eq!(shop.stand().await, ["12", "80.00", "40.00"]);
    // A payment leaves them where they are.
    shop.stage.payment(&shop.customer, &invoice, "160").await;
    assert_eq!(shop.stand().await, ["12", "80.00", "40.00"]);
    shop.stage.settings(json!({"strict_links": false})).await;
    shop.undo("invoice", &invoice, "operation=void").await;
    assert_eq!(shop.stand().await, ["20", "120.00", "0.00"]);
    shop.undo("bill", &bill, "operation=delete").await;
    assert_eq!(shop.stand().await, ["10", "50.00", "0.00"]);
}

#[tokio::test]
async fn what_is_sold_before_it_comes_costs_the_purchase_cost_until_it_comes() {
    let shop = Shop::new(0, "5").await;
    shop.make("invoice", shop.sale(2, "2026-02-01")).await;
    assert_eq!(shop.stand().await, ["-2", "-10.00", "10.00"]);
    let cost = json!({"Id": shop.item, "SyncToken": "0", "sparse": true, "PurchaseCost": 6});
    shop.stage.post("item", cost).await.object("Item");
    assert_eq!(shop.stand().await, ["-2", "-12.00", "12.00"]);
    shop.make("bill", shop.purchase(5, 7, "2026-02-03")).await;
    assert_eq!(shop.stand().await, ["3", "21.00", "14.00"]);
}

#[tokio::test]
async fn another_quantity_in_an_update_is_a_count() {
    let shop = Shop::new(10, "5").await;
    for (token, quantity, stand) in [
        ("0", 7, ["7", "35.00", "15.00"]),
        ("1", 9, ["9", "45.00", "5.00"]),
        ("2", 9, ["9", "45.00", "5.00"]),
    ] {
        let body = json!({"Id": shop.item, "SyncToken": token, "sparse": true, "QtyOnHand": quantity});
        shop.stage.post("item", body).await.object("Item");
        assert_eq!(shop.stand().await, stand, "{quantity}");
    }
    let ledger = shop.stage.get("reports/GeneralLedger").await.text;
    assert_eq!(ledger.matches("Inventory Starting Value").count(), 2);
    assert_eq!(ledger.matches("Inventory Qty Adjust").count(), 4);
}

#[tokio::test]
async fn goods_cannot_move_before_their_start_or_without_a_number() {
    let shop = Shop::new(10, "5").await;
    let error = shop.stage.post("invoice", shop.sale(1, "2025-12-31")).await.fault(400, "6270");
    assert_eq!(text(&error, "element"), "TxnDate");
    shop.make("estimate", shop.sale(1, "2025-12-31")).await;
    shop.make("invoice", shop.sale(1, "2026-01-01")).await;
    let mut body = shop.sale(1, "2026-01-02");
    body["Line"][0]["SalesItemLineDetail"].as_object_mut().unwrap().remove("Qty");
    shop.stage.post("invoice", body.clone()).await.fault(400, "6520");
    shop.make("estimate", body.clone()).await;
    body["Line"][0]["SalesItemLineDetail"]["ItemRef"]["value"] = "1".into();
    shop.make("invoice", body).await;
    assert_eq!(shop.quantity().await, "9");
}

/// A transaction that moves goods: which entity, on which day of February, how many, at which price.
type Deal = (bool, i8, i64, i64);

/// What first in, first out leaves of these, told unit by unit: quantity and value.
fn left(deals: &BTreeMap<u64, Deal>, cost: i64) -> (i64, i64) {
    let mut in_order: Vec<(&u64, &Deal)> = deals.iter().collect();
    in_order.sort_by_key(|(id, (_, day, _, _))| (*day, **id));
    let units = |bought: bool| {
        let of = move |(_, (is_bought, _, quantity, price)): &(&u64, &Deal)| {
            if *is_bought == bought { vec![*price; usize::try_from(*quantity).unwrap()] } else { Vec::new() }
        };
        in_order.iter().flat_map(of).collect::<Vec<i64>>()
    };
    let (come, gone) = (units(true), units(false).len());
    let value = match come.get(gone..) {
        Some(stays) => stays.iter().sum(),
        None => -cost * i64::try_from(gone - come.len()).unwrap(),
    };
    (i64::try_from(come.len()).unwrap() - i64::try_from(gone).unwrap(), value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn quantity_and_value_are_those_of_first_in_first_out_after_any_history(
        steps in prop::collection::vec((0..4u8, any::<bool>(), 1..28i8, 1..9i64, 1..9i64, 0..12usize), 1..24),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let shop = Shop::new(0, "5").await;
            let mut deals: BTreeMap<u64, Deal> = BTreeMap::new();
            for (what, bought, day, quantity, price, which) in steps {
                let known = deals.iter().nth(which).map(|(id, deal)| (*id, *deal));
                let date = format!("2026-02-{day:02}");
                let body = |bought| if bought { shop.purchase(quantity, price, &date) } else { shop.sale(quantity, &date) };
                let entity = |bought| if bought { "bill" } else { "invoice" };
                match (what, known) {
                    (0, Some((id, (bought, ..)))) => {
                        shop.undo(entity(bought), &id.to_string(), "operation=delete").await;
                        deals.remove(&id);
                    }
                    (1, Some((id, (bought, ..)))) => {
                        let name = if bought { "Bill" } else { "Invoice" };
                        let mut body = body(bought);
                        body["Id"] = id.to_string().into();
                        body["SyncToken"] = shop.stage.read(name, &id.to_string()).await["SyncToken"].clone();
                        shop.make(entity(bought), body).await;
                        deals.insert(id, (bought, day, quantity, price));
                    }
                    _ => {
                        let id = shop.make(entity(bought), body(bought)).await;
                        deals.insert(id.parse().unwrap(), (bought, day, quantity, price));
                    }
                }
                let (quantity, value) = left(&deals, 5);
                assert_eq!(shop.quantity().await, quantity.to_string());
                assert_eq!(shop.balance(STOCK).await.parse::<Decimal>().unwrap(), Decimal::from(value));
                for method in ["Accrual", "Cash"] {
                    let report = shop.stage.get(&format!("reports/TrialBalance?accounting_method={method}")).await.body;
                    let sums = report["Rows"]["Row"].as_array().unwrap().last().unwrap()["Summary"]["ColData"].clone();
                    assert_eq!(sums[1], sums[2], "{method}");
                }
            }
        });
    }
}
