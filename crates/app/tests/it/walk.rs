//! A long random walk over the books: whatever is asked in whatever order, the sums stay right.

use crate::fixture::{DAY, service, units};
use crate::stock::Shelf;
use app::invoices::{self, Cancel, Create, Delete, DocumentFilter, Edit, Input, LineInput, Reset, View};
use app::transactions::{Apply, ReturnOne};
use app::{Error, Page};
use clock::{Randomness, SeededRandomness};
use domain::document::{DocumentStatus, LineKind};
use domain::item::{Item, ItemKind};
use domain::{Money, Quantity};
use rust_decimal::Decimal;
use testkit::databases::TestDb;
use uuid::Uuid;

/// Commands of one walk. Enough that invoices are cancelled, reset and paid many times each.
const STEPS: usize = 120;
/// Units of each item at the start.
const AT_START: i64 = 50;

/// Numbers that follow from a seed.
struct Dice(SeededRandomness);

impl Dice {
    fn below(&self, limit: usize) -> usize {
        let mut byte = [0];
        self.0.fill(&mut byte);
        usize::from(byte[0]) % limit
    }
}

struct Walk {
    shelf: Shelf,
    customer: Uuid,
    items: Vec<Item>,
    dice: Dice,
}

impl Walk {
    async fn views(&self) -> Vec<View> {
        let page = Page { number: 1, size: invoices::MAX_PAGE };
        let (app, actor) = (&self.shelf.books.app, self.shelf.books.actor);
        invoices::list(app, actor, &DocumentFilter::default(), page).await.unwrap().rows
    }

    fn lines(&self) -> Vec<LineInput> {
        let mut lines = vec![service("1", &self.dice.below(30).to_string())];
        for item in &self.items {
            for _ in 0..self.dice.below(3) {
                lines.push(units(item.id, None, &self.dice.below(5).to_string()));
            }
        }
        lines
    }

    /// One random command. It may be refused; it may not fail.
    async fn step(&self) {
        let books = &self.shelf.books;
        let views = self.views().await;
        let outcome = match (self.dice.below(9), views.get(self.dice.below(views.len().max(1)))) {
            (0 | 1, _) | (_, None) => {
                let input = crate::fixture::input(self.customer, self.lines());
                books.run(Create { input }).await.map(drop)
            }
            (2 | 3, Some(view)) => {
                let input = Input { lines: Some(self.lines()), ..Input::default() };
                books.run(Edit { id: view.filed.document.id, input }).await.map(drop)
            }
            (4 | 5, Some(view)) => {
                let amount = Decimal::from(self.dice.below(60)) - Decimal::from(20);
                let document_id = view.filed.document.id;
                books.run(Apply { document_id, amount, date: DAY, reference: String::new() }).await.map(drop)
            }
            (6, Some(view)) => match view.transactions.first() {
                Some(first) => books.run(ReturnOne { id: first.id }).await,
                None => books.run(Reset { id: view.filed.document.id }).await.map(drop),
            },
            (7, Some(view)) => books.run(Cancel { id: view.filed.document.id }).await.map(drop),
            (_, Some(view)) => books.run(Delete { id: view.filed.document.id }).await,
        };
        assert!(matches!(outcome, Ok(()) | Err(Error::Refused(_))), "{outcome:?}");
    }

    /// Checks every sum.
    async fn check(&self) {
        let views = self.views().await;
        for view in &views {
            let filed = &view.filed;
            assert_eq!(filed.paid, view.transactions.iter().map(|money| money.amount).sum());
            assert!(filed.paid >= Money::ZERO && filed.due() >= Money::ZERO);
            assert!(!filed.document.cancelled || view.transactions.is_empty());
            self.check_status(filed.status(), filed.document.number).await;
        }
        for item in &self.items {
            let sold: i64 = views
                .iter()
                .filter(|view| !view.filed.document.cancelled)
                .flat_map(|view| &view.filed.document.lines)
                .filter(|line| line.kind == LineKind::Item { item_id: item.id, stock_id: None })
                .map(|line| line.quantity.millionths())
                .sum();
            let left = Quantity::from_millionths(AT_START * 1_000_000 - sold);
            assert_eq!(self.shelf.on_hand(item).await, [left.to_string()]);
        }
    }

    /// The database's idea of a status is the domain's.
    async fn check_status(&self, status: DocumentStatus, number: i64) {
        let filter =
            DocumentFilter { status: Some(status), number: Some(number), ..DocumentFilter::default() };
        let (app, actor) = (&self.shelf.books.app, self.shelf.books.actor);
        let page = Page { number: 1, size: 1 };
        assert_eq!(invoices::list(app, actor, &filter, page).await.unwrap().count, 1, "{status:?} {number}");
    }
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn sums_and_stock_stay_right_whatever_is_asked(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let customer = shelf.books.customer().await;
        let items = vec![
            shelf.item(ItemKind::Counted, AT_START, &[]).await,
            shelf.item(ItemKind::Counted, AT_START, &[]).await,
        ];
        let walk = Walk { shelf, customer, items, dice: Dice(SeededRandomness::new(42)) };
        for step in 0..STEPS {
            walk.step().await;
            if step % 10 == 9 {
                walk.check().await;
            }
        }
    }
}
