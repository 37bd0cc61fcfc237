//! Purchase orders.

use crate::fixture::{Books, fields, input, line, service, units};
use crate::stock::Shelf;
use app::documents::{self, DocumentFilter, LineInput, LineInputKind};
use app::purchase_orders::{Create, Delete, Edit, Input, MarkAsSent, Receipt, Receive, View};
use app::{Error, Page, invoices};
use domain::contact::ContactKind;
use domain::document::{DocumentKind, DocumentStatus, Line};
use domain::item::{Item, ItemKind};
use domain::{Percent, Quantity};
use testkit::databases::TestDb;
use uuid::Uuid;

fn whole(units: i64) -> Quantity {
    Quantity::from_millionths(units * 1_000_000)
}

fn receipt(line: &Line, units: i64) -> Receipt {
    Receipt { line_id: line.id, quantity: whole(units) }
}

async fn supplier(books: &Books) -> Uuid {
    books.contact(ContactKind::Supplier, "Lulu Importers").await
}

/// A new purchase order to a new supplier.
async fn order(books: &Books, lines: Vec<LineInput>) -> View {
    let input = input(supplier(books).await, lines);
    books.run(Create { input }).await.unwrap()
}

/// As [`order`], marked as sent.
async fn sent(books: &Books, lines: Vec<LineInput>) -> View {
    let id = order(books, lines).await.filed.document.id;
    books.run(MarkAsSent { id, sent: true }).await.unwrap()
}

async fn receive(books: &Books, id: Uuid, receipts: Vec<Receipt>) -> Result<View, Error> {
    books.run(Receive { id, receipts: Some(receipts) }).await
}

async fn in_full(books: &Books, id: Uuid) -> View {
    books.run(Receive { id, receipts: None }).await.unwrap()
}

/// A continued line with this many units of the item.
fn continued(line: &Line, item: &Item, quantity: &str) -> LineInput {
    LineInput { id: Some(line.id), ..units(item.id, None, quantity) }
}

fn with(lines: Vec<LineInput>) -> Input {
    Input { lines: Some(lines), ..Input::default() }
}

impl Shelf {
    async fn incoming(&self, item: &Item) -> String {
        let items = [app::items::get(&self.books.app, self.books.actor, item.id).await.unwrap()];
        let around = app::items::surroundings(&self.books.app, self.books.actor, &items).await.unwrap();
        around.incoming(item).to_string()
    }

    /// What is on hand, and what is expected.
    async fn figures(&self, item: &Item) -> (String, String) {
        (self.on_hand(item).await.remove(0), self.incoming(item).await)
    }
}

fn figures(on_hand: &str, incoming: &str) -> (String, String) {
    (on_hand.to_owned(), incoming.to_owned())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_saved_order_reads_back_and_has_numbers_of_its_own(db: TestDb) {
        let books = Books::open(db).await;
        books.invoice(vec![service("1", "5")]).await;
        let mut taxed = service("2", "98");
        (taxed.tax1, taxed.discount) = (Some(Percent::new(8.into()).unwrap()), Percent::new(10.into()).unwrap());
        let whole = line(LineInputKind::DiscountAmount("1.50".parse().unwrap()), None, None);
        let saved = order(&books, vec![taxed, whole]).await;
        let read = documents::get(&books.app, books.actor, saved.filed.document.id).await.unwrap();
        assert_eq!(read, saved);
        let filed = read.filed;
        assert_eq!((filed.document.kind, filed.document.number), (DocumentKind::PurchaseOrder, 1001));
        assert_eq!((filed.status(), filed.document.sent_at), (DocumentStatus::NotSent, None));
        assert_eq!(filed.totals.total().minor_units(), 17_640 - 150 + 1_399);
    }

    async fn only_a_supplier_is_ordered_from(db: TestDb) {
        let books = Books::open(db).await;
        let (customer, prospect) = (books.customer().await, books.contact(ContactKind::Prospect, "Maybe").await);
        for contact in [Uuid::nil(), customer, prospect] {
            let refused = books.run(Create { input: input(contact, vec![service("1", "5")]) }).await;
            assert_eq!(fields(refused), ["customer_id"]);
        }
        let refused = books.run(Create { input: input(supplier(&books).await, vec![service("-1", "-5")]) }).await;
        assert_eq!(fields(refused), ["document_items.0.quantity"]);
    }

    async fn an_item_is_ordered_at_its_cost_and_counts_as_incoming_once_sent(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let item = shelf.item(ItemKind::Counted, 10, &[]).await;
        let order = order(&shelf.books, vec![units(item.id, None, "4")]).await;
        assert_eq!(order.filed.totals.total().minor_units(), 800);
        assert_eq!(shelf.figures(&item).await, figures("10", "0"));
        let id = order.filed.document.id;
        let sent = shelf.books.run(MarkAsSent { id, sent: true }).await.unwrap();
        assert_eq!((sent.filed.status(), sent.filed.document.sent_at), (DocumentStatus::Sent, Some(shelf.books.app.now())));
        assert_eq!(shelf.figures(&item).await, figures("10", "4"));
        let back = shelf.books.run(MarkAsSent { id, sent: false }).await.unwrap();
        assert_eq!(back.filed.status(), DocumentStatus::NotSent);
        assert_eq!(shelf.figures(&item).await, figures("10", "0"));
    }

    async fn what_comes_moves_from_incoming_to_stock(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let item = shelf.item(ItemKind::Counted, 10, &[]).await;
        let view = sent(&shelf.books, vec![units(item.id, None, "4"), service("1", "9")]).await;
        let (id, line) = (view.filed.document.id, view.filed.document.lines[0].clone());
        let part = receive(&shelf.books, id, vec![receipt(&line, 3)]).await.unwrap();
        assert_eq!(part.filed.status(), DocumentStatus::PartiallyReceived);
        assert_eq!(shelf.figures(&item).await, figures("13", "1"));
        assert_eq!(documents::get(&shelf.books.app, shelf.books.actor, id).await.unwrap(), part);
        let full = in_full(&shelf.books, id).await;
        assert_eq!(full.filed.status(), DocumentStatus::ReceivedInFull);
        assert_eq!(shelf.figures(&item).await, figures("14", "0"));
        assert_eq!(in_full(&shelf.books, id).await, full, "nothing is left to come");
    }

    async fn a_receipt_can_be_taken_back_and_stays_within_what_was_ordered(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let item = shelf.item(ItemKind::Counted, 0, &[]).await;
        let view = sent(&shelf.books, vec![units(item.id, None, "4")]).await;
        let (id, line) = (view.filed.document.id, view.filed.document.lines[0].clone());
        for units in [5, -1] {
            let refused = receive(&shelf.books, id, vec![receipt(&line, units)]).await;
            assert_eq!(fields(refused), ["document_items.0.quantity"]);
        }
        let unknown = Receipt { line_id: Uuid::nil(), quantity: whole(1) };
        assert_eq!(fields(receive(&shelf.books, id, vec![unknown]).await), ["document_items.0.id"]);
        in_full(&shelf.books, id).await;
        let open = receive(&shelf.books, id, vec![receipt(&line, -4)]).await.unwrap();
        assert_eq!(open.filed.status(), DocumentStatus::Sent);
        assert_eq!(shelf.figures(&item).await, figures("0", "4"));
    }

    async fn what_was_not_sent_is_not_received_and_what_came_stays_sent(db: TestDb) {
        let books = Books::open(db).await;
        let view = order(&books, vec![service("2", "5")]).await;
        let (id, line) = (view.filed.document.id, view.filed.document.lines[0].clone());
        assert_eq!(fields(books.run(Receive { id, receipts: None }).await), ["status_id"]);
        books.run(MarkAsSent { id, sent: true }).await.unwrap();
        receive(&books, id, vec![receipt(&line, 1)]).await.unwrap();
        assert_eq!(fields(books.run(MarkAsSent { id, sent: false }).await), ["status_id"]);
    }

    async fn only_one_that_is_not_sent_is_deleted(db: TestDb) {
        let books = Books::open(db).await;
        let id = sent(&books, vec![service("1", "5")]).await.filed.document.id;
        assert_eq!(fields(books.run(Delete { id }).await), ["status_id"]);
        books.run(MarkAsSent { id, sent: false }).await.unwrap();
        books.run(Delete { id }).await.unwrap();
        let gone = documents::get(&books.app, books.actor, id).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })), "{gone:?}");
        let page = Page { number: 1, size: 20 };
        let since = jiff::Timestamp::UNIX_EPOCH;
        let log = app::deleted_log::list(&books.app, books.actor, Some(11), since, page).await.unwrap();
        assert_eq!(log.rows[0].record_id, id);
    }

    async fn only_what_quickbooks_hears_of_raises_the_revision(db: TestDb) {
        let books = Books::open(db).await;
        let view = sent(&books, vec![service("2", "5")]).await;
        let (id, line) = (view.filed.document.id, view.filed.document.lines[0].clone());
        assert_eq!(view.filed.document.revision, 1);
        let part = receive(&books, id, vec![receipt(&line, 1)]).await.unwrap();
        assert_eq!(part.filed.document.revision, 1);
        assert_eq!(in_full(&books, id).await.filed.document.revision, 2);
        receive(&books, id, vec![receipt(&line, -1)]).await.unwrap();
        let lines = vec![LineInput { id: Some(line.id), ..service("1", "5") }];
        let edited = books.run(Edit { id, input: with(lines) }).await.unwrap();
        assert_eq!((edited.filed.document.revision, edited.filed.status()), (4, DocumentStatus::ReceivedInFull));
        let told = ["create", "mark_as_sent", "receive_in_part", "mark_as_received_in_full", "edit", "edit"];
        assert_eq!(books.told()[1..], told.map(|action| format!("{action} Purchase order 1001")));
    }

    async fn an_edit_keeps_what_has_come_of_lines_that_stay(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let (tea, pot) =
            (shelf.item(ItemKind::Counted, 0, &[]).await, shelf.item(ItemKind::Counted, 0, &[]).await);
        let view = sent(&shelf.books, vec![units(tea.id, None, "4"), units(pot.id, None, "2")]).await;
        let (id, lines) = (view.filed.document.id, view.filed.document.lines.clone());
        in_full(&shelf.books, id).await;
        let more = vec![continued(&lines[0], &tea, "6"), continued(&lines[1], &pot, "2")];
        let edited = shelf.books.run(Edit { id, input: with(more) }).await.unwrap();
        assert_eq!(edited.filed.status(), DocumentStatus::PartiallyReceived);
        assert_eq!(shelf.figures(&tea).await, figures("4", "2"));
        let fewer = vec![continued(&lines[0], &tea, "3")];
        let edited = shelf.books.run(Edit { id, input: with(fewer) }).await.unwrap();
        assert_eq!(edited.filed.status(), DocumentStatus::ReceivedInFull);
        assert_eq!((shelf.figures(&tea).await, shelf.figures(&pot).await), (figures("3", "0"), figures("0", "0")));
        let other = vec![continued(&lines[0], &pot, "3")];
        let edited = shelf.books.run(Edit { id, input: with(other) }).await.unwrap();
        assert_eq!(edited.filed.status(), DocumentStatus::Sent);
        assert_eq!((shelf.figures(&tea).await, shelf.figures(&pot).await), (figures("0", "0"), figures("0", "3")));
    }

    async fn units_of_a_variation_come_to_its_row(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let tea = shelf.item(ItemKind::Counted, 0, &[3, 5]).await;
        let row = Some(tea.variations[1].stock[0].id);
        let id = sent(&shelf.books, vec![units(tea.id, row, "2")]).await.filed.document.id;
        in_full(&shelf.books, id).await;
        assert_eq!(shelf.on_hand(&tea).await, ["10", "3", "7"]);
    }

    async fn a_list_can_be_limited_by_every_status(db: TestDb) {
        let books = Books::open(db).await;
        let supplier = supplier(&books).await;
        let mut ids = Vec::new();
        for _ in 0..4 {
            let whole = line(LineInputKind::DiscountAmount(1.into()), None, None);
            let input = input(supplier, vec![service("2", "5"), whole]);
            let document = books.run(Create { input }).await.unwrap().filed.document;
            ids.push((document.id, document.lines[0].clone()));
        }
        books.invoice(vec![service("1", "5")]).await;
        for (id, _) in &ids[1..] {
            books.run(MarkAsSent { id: *id, sent: true }).await.unwrap();
        }
        receive(&books, ids[2].0, vec![receipt(&ids[2].1, 1)]).await.unwrap();
        in_full(&books, ids[3].0).await;
        use DocumentStatus::{NotSent, PartiallyReceived, ReceivedInFull, Sent, Unpaid};
        let page = Page { number: 1, size: 20 };
        for (status, number) in [(NotSent, 1001), (Sent, 1002), (PartiallyReceived, 1003), (ReceivedInFull, 1004), (Unpaid, 1001)] {
            let filter = DocumentFilter { status: Some(status), ..DocumentFilter::default() };
            let rows = documents::list(&books.app, books.actor, &filter, page).await.unwrap().rows;
            let found: Vec<_> = rows.iter().map(|view| (view.filed.document.number, view.filed.status())).collect();
            assert_eq!(found, [(number, status)]);
        }
        let orders = DocumentFilter { kind: Some(DocumentKind::PurchaseOrder), ..DocumentFilter::default() };
        assert_eq!(documents::list(&books.app, books.actor, &orders, page).await.unwrap().count, 4);
    }

    async fn an_order_takes_no_money_and_is_not_cancelled(db: TestDb) {
        let books = Books::open(db).await;
        let id = order(&books, vec![service("1", "5")]).await.filed.document.id;
        let apply = app::transactions::Apply { document_id: id, amount: 5.into(), date: crate::fixture::DAY, reference: String::new() };
        assert_eq!(fields(books.run(apply).await), ["document_id"]);
        for refused in [books.run(invoices::Cancel { id }).await, books.run(invoices::Reset { id }).await] {
            assert_eq!(refused.unwrap_err().to_string(), format!("there is no invoice with the id {id}"));
        }
        let invoice = books.invoice(vec![service("1", "5")]).await.filed.document.id;
        let refused = books.run(Receive { id: invoice, receipts: None }).await;
        assert_eq!(refused.unwrap_err().to_string(), format!("there is no purchase order with the id {invoice}"));
    }

    async fn another_companys_order_is_not_found(db: TestDb) {
        let books = Books::open(db).await;
        let id = sent(&books, vec![service("1", "5")]).await.filed.document.id;
        let stranger = books.stranger().await;
        let app = &books.app;
        assert!(matches!(app.run(stranger, MarkAsSent { id, sent: false }).await, Err(Error::NotFound { .. })));
        assert!(matches!(app.run(stranger, Receive { id, receipts: None }).await, Err(Error::NotFound { .. })));
        assert!(matches!(app.run(stranger, Delete { id }).await, Err(Error::NotFound { .. })));
    }
}
