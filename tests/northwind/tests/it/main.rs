//! The trial itself, on both databases, and what the files say.
#![cfg(test)]

use northwind::data::{Fate, Money, Order};
use northwind::{Country, Data, Database, LEFT_OUT, Options, Trial, folder, run};
use serde_json::json;

fn data() -> Option<Data> {
    let Some(folder) = folder().unwrap() else {
        println!("{LEFT_OUT}");
        return None;
    };
    Some(Data::read(&folder).unwrap())
}

async fn every_record_arrives(country: Country, database: Database) {
    let Some(data) = data() else { return };
    let report = run(&data, Options { country, database, real_limits: false }).await.unwrap();
    println!("{report}");
    assert!(report.is_equal(), "{report}");
}

mod all_of_northwind_arrives_equal_to_the_cent {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn in_the_us_on_sqlite() {
        every_record_arrives(Country::Us, Database::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn in_the_us_on_postgres() {
        every_record_arrives(Country::Us, Database::Postgres).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn with_vat_on_sqlite() {
        every_record_arrives(Country::Gb, Database::Sqlite).await;
    }
}

/// Whose order is shipped and paid.
const PAID_UP: &str = "Vins et alcools Chevalier";

/// The first orders, and whom and what they are about.
fn few(data: &Data) -> Data {
    let mut few = data.clone();
    few.orders.truncate(10);
    few.customers.retain(|one| few.orders.iter().any(|order| order.customer == one.id));
    let lines: Vec<_> = few.orders.iter().flat_map(|order| &order.lines).collect();
    few.products.retain(|one| lines.iter().any(|line| line.product == one.id));
    few.suppliers.retain(|one| few.products.iter().any(|product| product.supplier == one.id));
    few
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_only_quickbooks_has_is_told_wherever_it_shows() {
    let Some(data) = data() else { return };
    let options = Options { country: Country::Gb, database: Database::Sqlite, real_limits: false };
    let trial = Trial::enter(&few(&data), options).await.unwrap();
    let remote = trial.remote().unwrap();
    let customers = remote.entities("Customer").await.unwrap();
    let customer = customers.iter().find(|customer| customer["DisplayName"] == PAID_UP).unwrap();
    let stray = json!({"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 1, "PaymentRefNum": "stray"});
    remote.add("payment", stray).await.unwrap();
    let report = trial.compare().await.unwrap();
    assert_eq!(report.failed, [""; 0]);
    let told = [
        "customer Vins et alcools Chevalier: open balance should be “0.00” and is “-1.00” in QuickBooks",
        "payment stray is in QuickBooks and nowhere else",
        "booking of stray is in QuickBooks and nowhere else",
        "balance AccountsReceivable: on the account should be “3574.00” and is “3573.00” in QuickBooks",
        "balance UndepositedFunds: on the account should be “14746.89” and is “14747.89” in QuickBooks",
        "balance of all customers: as a balance should be “3574.00” and is “3573.00” in QuickBooks",
        "balance of all customers: by age should be “3574.00” and is “3573.00” in QuickBooks",
        "balance Vins et alcools Chevalier is in QuickBooks and nowhere else",
        "the sum of all payments should be 14746.89 and is 14747.89 in QuickBooks",
        "the sum of all receivables should be 3574.00 and is 3573.00 in QuickBooks",
    ];
    assert_eq!(report.mismatches, told);
}

#[test]
fn the_files_of_northwind_are_read_whole() {
    let Some(data) = data() else { return };
    let counts = (data.customers.len(), data.suppliers.len(), data.categories.len(), data.products.len());
    assert_eq!(counts, (91, 29, 8, 77));
    assert_eq!(data.orders.len(), 830);
    assert_eq!(data.orders.iter().map(|order| order.lines.len()).sum::<usize>(), 2_155);
    assert_eq!(data.orders.iter().filter(|order| order.shipped.is_some()).count(), 809);
}

/// Of 830: 5 % of what was paid, 2 %, 2 %, 1 %.
#[test]
fn of_all_orders_41_are_refunded_17_reset_17_cancelled_and_8_deleted() {
    let Some(data) = data() else { return };
    let fates = data.fates();
    let wanted = [(Fate::Refunded, 41), (Fate::Reset, 17), (Fate::Cancelled, 17), (Fate::Deleted, 8)];
    assert_eq!(wanted.map(|(fate, _)| (fate, fates[&fate])), wanted);
    assert_eq!(fates.values().sum::<usize>(), 830);
}

#[test]
fn money_goes_back_in_whole_and_in_parts_on_the_day_and_later_once_and_again() {
    let Some(data) = data() else { return };
    let refunded: Vec<_> = data.orders.iter().filter(|order| order.fate == Fate::Refunded).collect();
    let any = |rule: &dyn Fn(&Order, &[Money]) -> bool| {
        refunded.iter().filter(|order| rule(order, &order.money())).count()
    };
    let refunds = |money: &[Money]| money.iter().filter(|one| one.is_refund()).count();
    assert!(any(&|order, money| order.owed() == order.total() && money[1].date == money[0].date) > 5);
    assert!(any(&|order, money| order.owed() < order.total() && refunds(money) == 1) > 5);
    assert!(any(&|_, money| refunds(money) == 3) > 5);
    assert!(any(&|order, money| order.owed().is_zero() && refunds(money) == 1) > 5);
}
