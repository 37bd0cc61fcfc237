use testkit::databases::TestDb;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn every_statement_can_be_prepared(db: TestDb) -> anyhow::Result<()> {
        let statements: Vec<db::Sql> = sync::statements().collect();
        assert!(statements.len() > 30);
        let problems = db.prepare_all(&statements).await?;
        assert!(problems.is_empty(), "{problems:#?}");
        Ok(())
    }
}
