//! The trial itself, on both databases, and what the files say.
#![cfg(test)]

use northwind::data::{Fate, Money, Order};
use northwind::{Country, Data, Database, LEFT_OUT, Options, folder, run};

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
