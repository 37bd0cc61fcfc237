//! The trial itself, on both databases, and what the files say.
#![cfg(test)]

use northwind::{Data, Database, LEFT_OUT, Options, folder, run};

fn data() -> Option<Data> {
    let Some(folder) = folder().unwrap() else {
        println!("{LEFT_OUT}");
        return None;
    };
    Some(Data::read(&folder).unwrap())
}

async fn every_record_arrives_on(database: Database) {
    let Some(data) = data() else { return };
    let report = run(&data, Options { database, real_limits: false }).await.unwrap();
    println!("{report}");
    assert!(report.is_equal(), "{report}");
}

mod all_of_northwind_arrives_equal_to_the_cent {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn sqlite() {
        every_record_arrives_on(Database::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn postgres() {
        every_record_arrives_on(Database::Postgres).await;
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
