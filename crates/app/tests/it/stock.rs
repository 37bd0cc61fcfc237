//! What invoices do to the stock.

use crate::fixture::{Books, fields, input, line, service, units};
use app::invoices::{Cancel, Create, Delete, Edit, Input, LineInput, LineInputKind};
use domain::category::{Category, CategoryDetails};
use domain::item::{Item, ItemDetails, ItemKind, Variation, VariationStock};
use domain::location::{Location, LocationDetails};
use domain::{Price, Quantity};
use testkit::databases::TestDb;
use uuid::Uuid;

fn whole(units: i64) -> Quantity {
    Quantity::from_millionths(units * 1_000_000)
}

/// Things to sell.
pub(crate) struct Shelf {
    pub(crate) books: Books,
    category_id: Uuid,
    location_id: Uuid,
}

impl Shelf {
    pub(crate) async fn open(db: TestDb) -> Self {
        let books = Books::open(db).await;
        let (category_id, location_id) = (books.app.next_id(), books.app.next_id());
        let (company_id, now) = (books.actor.company_id, books.app.now());
        let details = CategoryDetails { name: "Tea".to_owned(), ..CategoryDetails::default() };
        let category = Category { id: category_id, details, fields: vec![] };
        let details = LocationDetails { name: "Main".to_owned(), short_name: "M".to_owned() };
        let location = Location { id: location_id, details };
        let mut tx = books.db.begin_write().await.unwrap();
        store::categories::insert(&mut tx, company_id, &category, now).await.unwrap();
        store::locations::insert(&mut tx, company_id, &location, now).await.unwrap();
        tx.commit().await.unwrap();
        Self { books, category_id, location_id }
    }

    /// An item at 5.00 with this stock, or with a variation for each number of `variations`.
    pub(crate) async fn item(&self, kind: ItemKind, quantity: i64, variations: &[i64]) -> Item {
        let price = Price::new(5.into()).unwrap();
        let details = ItemDetails {
            name: "Green tea".to_owned(),
            description: String::new(),
            category_id: self.category_id,
            location_id: None,
            kind,
            sku: String::new(),
            serial_number: String::new(),
            barcode: String::new(),
            cost: Price::new(2.into()).unwrap(),
            price,
            threshold: Quantity::ZERO,
            published: true,
        };
        let variation = |units: &i64| Variation {
            id: self.books.app.next_id(),
            name: format!("{units} units"),
            stock: vec![VariationStock {
                id: 0,
                location_id: self.location_id,
                quantity: whole(*units),
                threshold: Quantity::ZERO,
            }],
        };
        let id = self.books.app.next_id();
        let item = Item {
            id,
            number: i64::try_from(id.as_u64_pair().1 & 0xffff).unwrap(),
            details,
            quantity: whole(quantity + variations.iter().sum::<i64>()),
            custom_values: vec![],
            variations: variations.iter().map(variation).collect(),
            archived: false,
        };
        let mut tx = self.books.db.begin_write().await.unwrap();
        let now = self.books.app.now();
        let item = store::items::insert(&mut tx, self.books.actor.company_id, item, now).await.unwrap();
        tx.commit().await.unwrap();
        item
    }

    /// Units on hand: of the whole item, then of each variation.
    pub(crate) async fn on_hand(&self, item: &Item) -> Vec<String> {
        let mut tx = self.books.db.begin_read().await.unwrap();
        let item = store::items::get(&mut tx, self.books.actor.company_id, item.id).await.unwrap().unwrap();
        let rows = item.variations.iter().flat_map(|variation| &variation.stock);
        std::iter::once(item.quantity)
            .chain(rows.map(|row| row.quantity))
            .map(|units| units.to_string())
            .collect()
    }

    async fn sell(&self, lines: Vec<LineInput>) -> Uuid {
        self.books.invoice(lines).await.filed.document.id
    }

    async fn refused(&self, lines: Vec<LineInput>) -> Vec<String> {
        let input = input(self.books.customer().await, lines);
        fields(self.books.run(Create { input }).await)
    }
}

fn stock_id(item: &Item, variation: usize) -> Option<i64> {
    Some(item.variations[variation].stock[0].id)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_invoice_takes_units_at_the_items_price_and_cost(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let item = shelf.item(ItemKind::Counted, 10, &[]).await;
        let sold = shelf.books.invoice(vec![units(item.id, None, "2.5"), units(item.id, None, "1")]).await;
        assert_eq!(shelf.on_hand(&item).await, ["6.5"]);
        let totals = &sold.filed.totals;
        assert_eq!((totals.lines.minor_units(), totals.cost.minor_units()), (1_750, 700));
    }

    async fn counted_items_may_go_below_nothing(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let item = shelf.item(ItemKind::Counted, 1, &[]).await;
        shelf.sell(vec![units(item.id, None, "4")]).await;
        assert_eq!(shelf.on_hand(&item).await, ["-3"]);
    }

    async fn an_edit_moves_the_difference(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let (first, second) =
            (shelf.item(ItemKind::Counted, 10, &[]).await, shelf.item(ItemKind::Counted, 10, &[]).await);
        let id = shelf.sell(vec![units(first.id, None, "4")]).await;
        let lines = Some(vec![units(first.id, None, "1"), units(second.id, None, "2")]);
        shelf.books.run(Edit { id, input: Input { lines, ..Input::default() } }).await.unwrap();
        assert_eq!((shelf.on_hand(&first).await, shelf.on_hand(&second).await), (vec!["9".into()], vec!["8".into()]));
        let named = Input { name: Some("Renamed".to_owned()), ..Input::default() };
        shelf.books.run(Edit { id, input: named }).await.unwrap();
        assert_eq!(shelf.on_hand(&first).await, ["9"], "lines that were not named stay");
    }

    async fn cancel_and_delete_give_back_once(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let item = shelf.item(ItemKind::Counted, 10, &[]).await;
        let id = shelf.sell(vec![units(item.id, None, "4")]).await;
        shelf.books.run(Cancel { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&item).await, ["10"]);
        shelf.books.run(Cancel { id }).await.unwrap();
        shelf.books.run(Delete { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&item).await, ["10"]);
        let id = shelf.sell(vec![units(item.id, None, "4")]).await;
        shelf.books.run(Delete { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&item).await, ["10"]);
    }

    async fn a_refused_save_moves_nothing(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let (tea, pot) = (shelf.item(ItemKind::Counted, 10, &[]).await, shelf.item(ItemKind::Unique, 0, &[]).await);
        assert_eq!(shelf.refused(vec![units(tea.id, None, "4"), units(pot.id, None, "1")]).await, ["document_items"]);
        assert_eq!((shelf.on_hand(&tea).await, shelf.on_hand(&pot).await), (vec!["10".into()], vec!["0".into()]));
    }

    async fn a_unique_item_is_sold_once(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let pot = shelf.item(ItemKind::Unique, 1, &[]).await;
        let twice = vec![units(pot.id, None, "1"), units(pot.id, None, "1")];
        assert_eq!(shelf.refused(twice).await, ["document_items"]);
        assert_eq!(shelf.refused(vec![units(pot.id, None, "0.5")]).await, ["document_items.0.quantity"]);
        let id = shelf.sell(vec![units(pot.id, None, "1")]).await;
        assert_eq!(shelf.on_hand(&pot).await, ["0"]);
        assert_eq!(shelf.refused(vec![units(pot.id, None, "1")]).await, ["document_items"]);
        let lines = Some(vec![units(pot.id, None, "1"), service("1", "3")]);
        shelf.books.run(Edit { id, input: Input { lines, ..Input::default() } }).await.unwrap();
        shelf.books.run(Delete { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&pot).await, ["1"]);
    }

    async fn two_invoices_at_once_do_not_sell_a_unique_item_twice(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let pot = shelf.item(ItemKind::Unique, 1, &[]).await;
        let customer = shelf.books.customer().await;
        let create = || Create { input: input(customer, vec![units(pot.id, None, "1")]) };
        let (first, second) = tokio::join!(shelf.books.run(create()), shelf.books.run(create()));
        assert!(first.is_ok() != second.is_ok());
        assert_eq!(shelf.on_hand(&pot).await, ["0"]);
    }

    async fn a_unique_item_put_back_by_hand_does_not_come_back_twice(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let pot = shelf.item(ItemKind::Unique, 1, &[]).await;
        let id = shelf.sell(vec![units(pot.id, None, "1")]).await;
        let (company_id, now) = (shelf.books.actor.company_id, shelf.books.app.now());
        let mut tx = shelf.books.db.begin_write().await.unwrap();
        store::stock::add(&mut tx, company_id, pot.id, None, whole(1), now).await.unwrap();
        tx.commit().await.unwrap();
        shelf.books.run(Cancel { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&pot).await, ["1"]);
    }

    async fn units_of_a_variation_come_from_its_row(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let tea = shelf.item(ItemKind::Counted, 0, &[3, 5]).await;
        let id = shelf.sell(vec![units(tea.id, stock_id(&tea, 1), "2")]).await;
        assert_eq!(shelf.on_hand(&tea).await, ["6", "3", "3"]);
        let lines = Some(vec![units(tea.id, stock_id(&tea, 0), "2")]);
        shelf.books.run(Edit { id, input: Input { lines, ..Input::default() } }).await.unwrap();
        assert_eq!(shelf.on_hand(&tea).await, ["6", "1", "5"]);
        shelf.books.run(Cancel { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&tea).await, ["8", "3", "5"]);
    }

    async fn an_item_with_several_variations_asks_which_one(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let (two, one) =
            (shelf.item(ItemKind::Counted, 0, &[3, 5]).await, shelf.item(ItemKind::Counted, 0, &[4]).await);
        let field = ["document_items.0.item_variations_location_id"];
        assert_eq!(shelf.refused(vec![units(two.id, None, "1")]).await, field);
        assert_eq!(shelf.refused(vec![units(two.id, stock_id(&one, 0), "1")]).await, field);
        shelf.sell(vec![units(one.id, None, "1")]).await;
        assert_eq!(shelf.on_hand(&one).await, ["3", "3"], "the only one need not be named");
    }

    async fn a_variation_that_is_gone_takes_nothing_back_and_stays_on_the_invoice(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let tea = shelf.item(ItemKind::Counted, 0, &[3, 5]).await;
        let gone = stock_id(&tea, 0);
        let id = shelf.sell(vec![units(tea.id, gone, "1")]).await;
        let rest = Item { variations: tea.variations[1..].to_vec(), quantity: whole(5), ..tea.clone() };
        let mut tx = shelf.books.db.begin_write().await.unwrap();
        let now = shelf.books.app.now();
        store::items::update(&mut tx, shelf.books.actor.company_id, rest, now).await.unwrap();
        tx.commit().await.unwrap();
        let lines = Some(vec![units(tea.id, gone, "1")]);
        shelf.books.run(Edit { id, input: Input { lines, ..Input::default() } }).await.unwrap();
        shelf.books.run(Delete { id }).await.unwrap();
        assert_eq!(shelf.on_hand(&tea).await, ["5", "5"]);
    }

    async fn another_companys_item_is_refused(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let tea = shelf.item(ItemKind::Counted, 3, &[]).await;
        let stranger = shelf.books.stranger().await;
        let details = domain::contact::ContactDetails {
            name: "Theirs".to_owned(),
            ..domain::contact::ContactDetails::of(domain::contact::ContactKind::Customer)
        };
        let customer = shelf.books.app.run(stranger, app::contacts::Create { details }).await.unwrap().id;
        let create = Create { input: input(customer, vec![units(tea.id, None, "1")]) };
        assert_eq!(fields(shelf.books.app.run(stranger, create).await), ["document_items.0.item_id"]);
        assert_eq!(shelf.on_hand(&tea).await, ["3"]);
    }

    async fn a_line_may_say_its_own_price_and_cost(db: TestDb) {
        let shelf = Shelf::open(db).await;
        let tea = shelf.item(ItemKind::Counted, 3, &[]).await;
        let kind = LineInputKind::Item { item_id: tea.id, stock_id: None };
        let own = LineInput { cost: Some(Price::ZERO), ..line(kind, Some("2"), Some("4.50")) };
        let totals = shelf.books.invoice(vec![own]).await.filed.totals;
        assert_eq!((totals.lines.minor_units(), totals.cost.minor_units()), (900, 0));
    }
}
