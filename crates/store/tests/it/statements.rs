//! Every SQL text is understood by both databases.

use std::fs;
use std::path::Path;
use testkit::databases::TestDb;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn every_statement_can_be_prepared(db: TestDb) {
        let statements: Vec<_> = store::statements().collect();
        let errors = db.prepare_all(&statements).await.unwrap();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

/// `const NAME: Sql` below `folder`.
fn declared(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            count += declared(&path);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            count += text.lines().filter(|line| line.contains("const ") && line.contains(": Sql =")).count();
        }
    }
    count
}

#[test]
fn no_statement_is_left_out_of_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // A list of items has a text for each order and direction in place of one constant.
    let orders = 2 * store::items::ItemOrder::ALL.len();
    assert_eq!(store::statements().count(), declared(&source) + orders);
}
