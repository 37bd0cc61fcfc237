//! Payments and refunds.

use crate::fixture::{Books, DAY, fields, input, service};
use app::Error;
use app::invoices::{self, Cancel, Create, Delete, Edit, Input, Reset};
use app::transactions::{Apply, ReturnOne, View};
use domain::document::DocumentStatus;
use domain::{Currency, Money};
use testkit::databases::TestDb;
use uuid::Uuid;

async fn apply(books: &Books, document_id: Uuid, amount: &str) -> Result<View, Error> {
    let amount = amount.parse().unwrap();
    books.run(Apply { document_id, amount, date: DAY, reference: "Cash".to_owned() }).await
}

async fn status(books: &Books, id: Uuid) -> (DocumentStatus, i64) {
    let filed = invoices::get(&books.app, books.actor, id).await.unwrap().filed;
    (filed.status(), filed.paid.minor_units())
}

/// The id of an invoice over 100.00.
async fn hundred(books: &Books) -> Uuid {
    let id = books.invoice(vec![service("1", "100")]).await.filed.document.id;
    books.told();
    id
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn payments_and_refunds_move_the_status(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        apply(&books, id, "40").await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::PartiallyPaid, 4_000));
        apply(&books, id, "60").await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::PaidInFull, 10_000));
        apply(&books, id, "-25.50").await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::PartiallyPaid, 7_450));
        let told = [
            "apply_payment Payment of 40.00 USD on invoice 1001",
            "apply_payment Payment of 60.00 USD on invoice 1001",
            "apply_refund Refund of 25.50 USD on invoice 1001",
        ];
        assert_eq!(books.told(), told);
        let view = invoices::get(&books.app, books.actor, id).await.unwrap();
        assert_eq!(view.transactions.iter().map(|t| t.amount).sum::<Money>(), view.filed.paid);
        assert_eq!(view.transactions[0].reference, "Cash");
        assert_eq!(view.filed.document.revision, 1, "what the invoice says has not changed");
    }

    async fn money_beyond_what_is_due_or_was_paid_is_refused(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        assert_eq!(fields(apply(&books, id, "100.01").await), ["amount"]);
        assert_eq!(fields(apply(&books, id, "-0.01").await), ["amount"]);
        assert_eq!(fields(apply(&books, id, "0.004").await), ["amount"], "rounds to nothing");
        apply(&books, id, "100").await.unwrap();
        assert_eq!(fields(apply(&books, id, "0.01").await), ["amount"]);
        assert_eq!(fields(apply(&books, id, "-100.01").await), ["amount"]);
        apply(&books, id, "-100").await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::Unpaid, 0));
    }

    async fn two_payments_at_once_do_not_pay_an_invoice_twice(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        let (first, second) = tokio::join!(apply(&books, id, "80"), apply(&books, id, "80"));
        assert!(first.is_ok() != second.is_ok());
        assert_eq!(status(&books, id).await.1, 8_000);
    }

    async fn a_payment_on_no_invoice_or_a_cancelled_one_is_refused(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        assert_eq!(fields(apply(&books, Uuid::nil(), "1").await), ["document_id"]);
        books.run(Cancel { id }).await.unwrap();
        assert_eq!(fields(apply(&books, id, "1").await), ["document_id"]);
        let foreign = Apply { document_id: id, amount: 1.into(), date: DAY, reference: String::new() };
        assert_eq!(fields(books.app.run(books.stranger().await, foreign).await), ["document_id"]);
    }

    async fn an_invoice_with_money_is_neither_cancelled_nor_deleted_before_a_reset(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        apply(&books, id, "40").await.unwrap();
        apply(&books, id, "-40").await.unwrap();
        assert_eq!(fields(books.run(Cancel { id }).await), ["transactions"]);
        assert_eq!(fields(books.run(Delete { id }).await), ["transactions"]);
        books.told();
        let reset = books.run(Reset { id }).await.unwrap();
        assert_eq!((reset.transactions.len(), reset.filed.paid), (0, Money::ZERO));
        let told =
            ["reset Payment of 40.00 USD on invoice 1001", "reset Refund of 40.00 USD on invoice 1001"];
        assert_eq!(books.told(), told);
        books.run(Reset { id }).await.unwrap();
        assert!(books.told().is_empty(), "nothing is left to reset");
        books.run(Delete { id }).await.unwrap();
    }

    async fn one_payment_is_returned(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        let kept = apply(&books, id, "30").await.unwrap().transaction.id;
        let returned = apply(&books, id, "70").await.unwrap().transaction.id;
        books.told();
        books.run(ReturnOne { id: returned }).await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::PartiallyPaid, 3_000));
        assert_eq!(books.told(), ["return_payment Payment of 70.00 USD on invoice 1001"]);
        let again = books.run(ReturnOne { id: returned }).await;
        assert!(matches!(again, Err(Error::NotFound { noun: "transaction", .. })));
        let stranger = books.stranger().await;
        let foreign = books.app.run(stranger, ReturnOne { id: kept }).await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
    }

    async fn a_payment_is_not_returned_while_a_refund_of_it_is_left(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        let payment = apply(&books, id, "50").await.unwrap().transaction.id;
        let refund = apply(&books, id, "-20").await.unwrap().transaction.id;
        assert_eq!(fields(books.run(ReturnOne { id: payment }).await), ["transaction"]);
        books.run(ReturnOne { id: refund }).await.unwrap();
        books.run(ReturnOne { id: payment }).await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::Unpaid, 0));
    }

    async fn an_edit_keeps_to_the_money_that_is_on_the_invoice(db: TestDb) {
        let books = Books::open(db).await;
        let id = hundred(&books).await;
        apply(&books, id, "60").await.unwrap();
        let lines = |price: &str| Input { lines: Some(vec![service("1", price)]), ..Input::default() };
        assert_eq!(fields(books.run(Edit { id, input: lines("59.99") }).await), ["document_items"]);
        let moved = Input { contact_id: Some(books.customer().await), ..Input::default() };
        assert_eq!(fields(books.run(Edit { id, input: moved }).await), ["customer_id"]);
        let euro = Input { currency: Currency::from_code("EUR"), ..Input::default() };
        assert_eq!(fields(books.run(Edit { id, input: euro }).await), ["currency"]);
        books.run(Edit { id, input: lines("60") }).await.unwrap();
        assert_eq!(status(&books, id).await, (DocumentStatus::PaidInFull, 6_000));
    }

    async fn a_free_invoice_is_paid_in_full_from_the_start(db: TestDb) {
        let books = Books::open(db).await;
        let input = input(books.customer().await, vec![service("1", "0")]);
        let id = books.run(Create { input }).await.unwrap().filed.document.id;
        assert_eq!(status(&books, id).await, (DocumentStatus::PaidInFull, 0));
        assert_eq!(fields(apply(&books, id, "1").await), ["amount"]);
    }
}
