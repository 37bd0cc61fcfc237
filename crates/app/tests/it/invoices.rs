//! Invoices.

use crate::fixture::{Books, fields, input, line, service};
use app::invoices::{self, Cancel, Create, Delete, DocumentFilter, Edit, Input, LineInputKind, Reset};
use app::{Error, Page, Search};
use domain::contact::ContactKind;
use domain::document::DocumentStatus;
use domain::{Currency, ExchangeRate, Money, Percent};
use jiff::SignedDuration;
use testkit::databases::TestDb;
use uuid::Uuid;

const FIRST: Page = Page { number: 1, size: 20 };

fn cents(units: i64) -> Money {
    Money::from_minor_units(units)
}

fn percent(text: &str) -> Percent {
    Percent::new(text.parse().unwrap()).unwrap()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_saved_invoice_reads_back_as_it_was_saved(db: TestDb) {
        let books = Books::open(db).await;
        let mut taxed = service("2", "98");
        (taxed.tax1, taxed.tax2, taxed.discount) = (Some(percent("8")), Some(percent("2.5")), percent("10"));
        let whole = line(LineInputKind::DiscountPercent(percent("5")), None, None);
        let amount = line(LineInputKind::DiscountAmount("1.50".parse().unwrap()), None, None);
        let saved = books.invoice(vec![taxed, whole, amount]).await;
        let read = invoices::get(&books.app, books.actor, saved.filed.document.id).await.unwrap();
        assert_eq!(read, saved);
        assert_eq!(read.filed.document.number, 1001);
        assert_eq!(read.filed.totals.lines, cents(17_640));
        assert_eq!(read.filed.totals.discount, cents(882 + 150));
        assert_eq!(read.contact.details.name, "Blue Tea House");
        assert_eq!(read.user.unwrap().first_name, "Ada");
    }

    async fn numbers_grow_by_one_and_a_refused_invoice_takes_none(db: TestDb) {
        let books = Books::open(db).await;
        let first = books.invoice(vec![service("1", "5")]).await;
        fields(books.run(Create { input: Input::default() }).await);
        let second = books.invoice(vec![service("1", "5")]).await;
        assert_eq!((first.filed.document.number, second.filed.document.number), (1001, 1002));
    }

    async fn numbers_begin_where_the_company_says_and_never_again(db: TestDb) {
        let books = Books::open(db).await;
        let begin = async |first| app::companies::first_invoice(&books.app, books.actor.company_id, first).await;
        assert_eq!(fields(begin(0).await), ["first_invoice"]);
        begin(5001).await.unwrap();
        assert_eq!(books.invoice(vec![service("1", "5")]).await.filed.document.number, 5001);
        begin(9001).await.unwrap();
        assert_eq!(books.invoice(vec![service("1", "5")]).await.filed.document.number, 5002);
    }

    async fn customer_day_and_lines_are_required(db: TestDb) {
        let books = Books::open(db).await;
        let refused = books.run(Create { input: Input::default() }).await;
        assert_eq!(fields(refused), ["customer_id", "issue_date", "document_items"]);
    }

    async fn an_unknown_customer_and_a_supplier_are_refused(db: TestDb) {
        let books = Books::open(db).await;
        let supplier = books.contact(ContactKind::Supplier, "Lulu Importers").await;
        for contact in [Uuid::nil(), supplier] {
            let refused = books.run(Create { input: input(contact, vec![service("1", "5")]) }).await;
            assert_eq!(fields(refused), ["customer_id"]);
        }
    }

    async fn a_line_that_says_too_little_is_named_by_its_place(db: TestDb) {
        let books = Books::open(db).await;
        let nowhere = LineInputKind::Item { item_id: Uuid::nil(), stock_id: None };
        let lines = vec![service("1", "5"), line(LineInputKind::Service, None, None), line(nowhere, Some("1"), None)];
        let refused = books.run(Create { input: input(books.customer().await, lines) }).await;
        let expected = ["document_items.1.quantity", "document_items.1.price", "document_items.2.item_id"];
        assert_eq!(fields(refused), expected);
    }

    async fn the_customers_own_tax_rates_hold_where_a_line_says_none(db: TestDb) {
        let books = Books::open(db).await;
        let customer = books.customer().await;
        let edit = |contact: &mut domain::contact::Contact| {
            contact.details.tax_rate1 = Some(percent("7.5"));
            Ok(())
        };
        books.run(app::contacts::Edit { id: customer, edit }).await.unwrap();
        let mut exempt = service("1", "100");
        exempt.tax1 = Some(Percent::ZERO);
        let input = input(customer, vec![service("1", "100"), exempt]);
        let saved = books.run(Create { input }).await.unwrap();
        assert_eq!(saved.filed.totals.tax1, cents(750));
    }

    async fn an_edit_keeps_what_it_does_not_name_and_the_ids_of_lines_it_does(db: TestDb) {
        let books = Books::open(db).await;
        let saved = books.invoice(vec![service("1", "5"), service("2", "5")]).await;
        let id = saved.filed.document.id;
        books.clock.advance(SignedDuration::from_secs(60));
        let named = Input { name: Some("Autumn".to_owned()), ..Input::default() };
        let edited = books.run(Edit { id, input: named }).await.unwrap();
        assert_eq!(edited.filed.document.lines, saved.filed.document.lines);
        assert_eq!(edited.filed.document.revision, 2);
        assert_eq!(edited.filed.document.created_at, saved.filed.document.created_at);
        assert!(edited.filed.modified_at > saved.filed.modified_at);

        let kept = saved.filed.document.lines[1].id;
        let mut first = service("3", "7");
        first.id = Some(kept);
        let mut foreign = service("1", "1");
        foreign.id = Some(Uuid::nil());
        let replaced = Input { lines: Some(vec![first, foreign]), ..Input::default() };
        let edited = books.run(Edit { id, input: replaced }).await.unwrap();
        let lines = &edited.filed.document.lines;
        assert_eq!((lines.len(), lines[0].id), (2, kept));
        assert_ne!(lines[1].id, Uuid::nil());
        assert_eq!(invoices::get(&books.app, books.actor, id).await.unwrap(), edited);
    }

    async fn each_save_is_told_under_the_invoices_number(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.invoice(vec![service("1", "5")]).await.filed.document.id;
        books.run(Edit { id, input: Input::default() }).await.unwrap();
        books.run(Cancel { id }).await.unwrap();
        books.run(Cancel { id }).await.unwrap();
        books.run(Delete { id }).await.unwrap();
        let invoice = ["create", "edit", "cancel", "delete"].map(|action| format!("{action} Invoice 1001"));
        assert_eq!(books.told()[1..], invoice);
    }

    async fn a_cancelled_invoice_is_not_edited_and_stays_in_the_list(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.invoice(vec![service("1", "5")]).await.filed.document.id;
        let cancelled = books.run(Cancel { id }).await.unwrap();
        assert_eq!(cancelled.filed.status(), DocumentStatus::Cancelled);
        assert_eq!(fields(books.run(Edit { id, input: Input::default() }).await), ["status_id"]);
        let filter = DocumentFilter { status: Some(DocumentStatus::Cancelled), ..DocumentFilter::default() };
        assert_eq!(invoices::list(&books.app, books.actor, &filter, FIRST).await.unwrap().count, 1);
    }

    async fn a_deleted_invoice_is_gone_and_in_the_deleted_log(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.invoice(vec![service("1", "5")]).await.filed.document.id;
        books.run(Delete { id }).await.unwrap();
        let gone = invoices::get(&books.app, books.actor, id).await;
        assert!(matches!(gone, Err(Error::NotFound { noun: "document", .. })));
        let since = jiff::Timestamp::UNIX_EPOCH;
        let log = app::deleted_log::list(&books.app, books.actor, Some(5), since, FIRST).await.unwrap();
        assert_eq!(log.rows[0].record_id, id);
    }

    async fn another_companys_invoice_looks_like_none(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.invoice(vec![service("1", "5")]).await.filed.document.id;
        let stranger = books.stranger().await;
        let not_found = |error: Error| assert!(matches!(error, Error::NotFound { .. }), "{error}");
        not_found(invoices::get(&books.app, stranger, id).await.unwrap_err());
        not_found(books.app.run(stranger, Edit { id, input: Input::default() }).await.unwrap_err());
        not_found(books.app.run(stranger, Cancel { id }).await.unwrap_err());
        not_found(books.app.run(stranger, Reset { id }).await.unwrap_err());
        not_found(books.app.run(stranger, Delete { id }).await.unwrap_err());
        let listed = invoices::list(&books.app, stranger, &DocumentFilter::default(), FIRST).await.unwrap();
        assert_eq!(listed.count, 0);
        assert!(invoices::get(&books.app, books.actor, id).await.is_ok());
    }

    async fn another_companys_customer_is_refused(db: TestDb) {
        let books = Books::open(db).await;
        let customer = books.customer().await;
        let stranger = books.stranger().await;
        let create = Create { input: input(customer, vec![service("1", "5")]) };
        assert_eq!(fields(books.app.run(stranger, create).await), ["customer_id"]);
    }

    async fn a_list_is_narrowed_by_customer_number_text_and_time(db: TestDb) {
        let books = Books::open(db).await;
        let first = books.invoice(vec![service("1", "5")]).await;
        books.clock.advance(SignedDuration::from_secs(60));
        let second = books.invoice(vec![service("1", "7")]).await;
        let id = second.filed.document.id;
        let named = Input { name: Some("100% Green_Tea".to_owned()), ..Input::default() };
        let second = books.run(Edit { id, input: named }).await.unwrap();
        let search = |text: &str, exact| Some(Search { text: text.to_owned(), field: None, exact });
        let all = DocumentFilter::default;
        let only_second = [
            DocumentFilter { contact_id: Some(second.filed.document.contact_id), ..all() },
            DocumentFilter { contact_number: Some(second.contact.number), ..all() },
            DocumentFilter { number: Some(1002), ..all() },
            DocumentFilter { modified_since: Some(second.filed.modified_at), ..all() },
            DocumentFilter { search: search("green_", false), ..all() },
            DocumentFilter { search: search("1002", true), ..all() },
        ];
        for filter in only_second {
            let listed = invoices::list(&books.app, books.actor, &filter, FIRST).await.unwrap();
            assert_eq!((listed.count, &listed.rows), (1, &vec![second.clone()]), "{filter:?}");
        }
        let filter = DocumentFilter { search: search("greenXtea", false), ..all() };
        assert_eq!(invoices::list(&books.app, books.actor, &filter, FIRST).await.unwrap().count, 0);
        let listed = invoices::list(&books.app, books.actor, &all(), FIRST).await.unwrap();
        assert_eq!(listed.rows, [second, first], "newest number first");
    }

    async fn the_rate_of_an_invoice_stays_while_there_is_money_on_it(db: TestDb) {
        let books = Books::open(db).await;
        let rate = |text: &str| Some(ExchangeRate::new(text.parse().unwrap()).unwrap());
        let euros = Input { currency: Currency::from_code("EUR"), exchange_rate: rate("1.1"), ..input(books.customer().await, vec![service("1", "100")]) };
        let id = books.app.run(books.actor, Create { input: euros }).await.unwrap().filed.document.id;
        let paid = app::transactions::Apply { document_id: id, amount: "10".parse().unwrap(), date: crate::fixture::DAY, reference: String::new() };
        books.app.run(books.actor, paid).await.unwrap();
        let edit = async |exchange_rate| books.app.run(books.actor, Edit { id, input: Input { exchange_rate, ..Input::default() } }).await;
        assert_eq!(fields(edit(rate("1.2")).await), ["exchange_rate"]);
        assert_eq!(edit(rate("1.1")).await.unwrap().filed.document.exchange_rate, rate("1.1"));
        books.app.run(books.actor, Reset { id }).await.unwrap();
        assert_eq!(edit(rate("1.2")).await.unwrap().filed.document.exchange_rate, rate("1.2"));
    }

    async fn an_invoice_in_another_currency_keeps_its_decimals(db: TestDb) {
        let books = Books::open(db).await;
        let yen = Currency::from_code("JPY").unwrap();
        let input = Input { currency: Some(yen), ..input(books.customer().await, vec![service("3", "333.4")]) };
        let saved = books.run(Create { input }).await.unwrap();
        assert_eq!(saved.filed.totals.total(), cents(1_000));
    }
}
