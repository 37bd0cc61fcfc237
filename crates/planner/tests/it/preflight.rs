//! What is refused before any call, both ways: refused, with a text that names the thing, the value and the fix; accepted.

use crate::sample::{
    Books, cents, contact, discount, full_contact, invoice, known, line, payment, percent, purchase_order,
    received, refund, settings, several,
};
use domain::Currency;
use domain::change::RecordKind;
use domain::contact::{ContactDetails, ContactKind};
use domain::document::{Discount, Line};
use insta::assert_snapshot;
use jiff::civil::date;
use planner::settings::{AccountAbroad, Chosen, GoneName, PaymentRule};
use planner::{Code, Decision, Desired, InvoiceFacts, Known, Link, Problem, Remote, Settings, preflight};
use quickbooks::Entity;

fn named(name: &str) -> ContactDetails {
    contact(ContactKind::Customer, name).details
}

fn refused(checked: Result<(), Problem>, code: Code) -> String {
    let problem = checked.expect_err("it has to be refused");
    assert_eq!(problem.code, code, "{problem}");
    problem.text
}

fn plain() -> InvoiceFacts {
    invoice(vec![line("1", "12")])
}

#[test]
fn an_ordinary_contact_invoice_and_company_are_accepted() {
    for kind in [ContactKind::Customer, ContactKind::Supplier] {
        assert_eq!(preflight::contact(&full_contact(kind).details), Ok(()));
    }
    assert_eq!(preflight::contact(&named("Acme")), Ok(()), "blank fields are no misses");
    assert_eq!(preflight::invoice(&plain(), &known(), &settings()), Ok(()));
    assert_eq!(preflight::generic_item(&known(), &settings()), Ok(()));
}

#[test]
fn a_character_that_names_must_not_have_is_called_by_its_name() {
    let text = |name: &str| refused(preflight::contact(&named(name)), Code::NameCharacter);
    assert_snapshot!(text("Acme: Tucson"), @"The name “Acme: Tucson” has a colon (:), which QuickBooks does not take in names. Change it to another character, such as a dash");
    assert!(text("Acme\tTucson").contains("has a tab"));
    assert!(text("Acme\nTucson").contains("has a line break"));
    assert!(text("Acme\rTucson").contains("has a line break"));
    assert_eq!(preflight::contact(&named("Acme - \"Tucson\"; O'Neil & Söhne, 東京")), Ok(()));
}

#[test]
fn each_field_of_a_contact_may_be_as_long_as_quickbooks_keeps_and_no_longer() {
    type Set = fn(&mut ContactDetails, String);
    let fields: [(&str, usize, Set); 5] = [
        ("phone number", 30, |details, text| details.phone = text),
        ("fax number", 30, |details, text| details.fax = text),
        ("e-mail address", 100, |details, text| details.email = text),
        ("billing postal code", 30, |details, text| details.billing.postal_code = text),
        ("shipping postal code", 30, |details, text| details.shipping.postal_code = text),
    ];
    for (field, greatest, set) in fields {
        // Ends as an e-mail address does, so that only the length can be refused.
        let of = |length: usize| {
            let mut details = named("Acme");
            set(&mut details, format!("{}@b.c", "é".repeat(length - 4)));
            preflight::contact(&details)
        };
        assert_eq!(of(greatest), Ok(()), "{field}");
        let text = refused(of(greatest + 1), Code::TooLong);
        assert!(text.starts_with(&format!("The {field} “é")), "{text}");
        let numbers = format!("has {} characters; QuickBooks keeps {greatest}. Shorten it", greatest + 1);
        assert!(text.ends_with(&numbers), "{text}");
    }
}

#[test]
fn an_email_address_needs_an_at_sign_and_a_dot() {
    let with = |email: &str| preflight::contact(&ContactDetails { email: email.to_owned(), ..named("Acme") });
    assert_snapshot!(refused(with("office@acme"), Code::EmailFormat), @"The e-mail address “office@acme” needs an @ and a dot for QuickBooks. Write it as name@example.com");
    refused(with("acme.example"), Code::EmailFormat);
    assert_eq!(with("a@acme.example, b@acme.example"), Ok(()));
}

#[test]
fn another_currency_than_the_home_currency_is_refused() {
    let mut facts = plain();
    facts.document.currency = Currency::from_code("EUR").unwrap();
    assert_snapshot!(refused(preflight::invoice(&facts, &known(), &settings()), Code::CurrencyNotPossible), @"Invoice 1042 is in EUR; QuickBooks keeps its books in USD alone. Switch on Multicurrency there (Account and settings, Advanced, Currency), or write the invoice in USD");
    let home = Known { home_currency: "EUR".to_owned(), ..known() };
    assert_eq!(preflight::invoice(&facts, &home, &settings()), Ok(()));
    assert_eq!(preflight::invoice(&facts, &several(), &settings()), Ok(()));
    let unlisted = Known { currencies: Vec::new(), ..several() };
    assert_snapshot!(refused(preflight::invoice(&facts, &unlisted, &settings()), Code::CurrencyNotPossible));
}

#[test]
fn money_goes_by_accounts_in_its_currency_or_in_the_home_currency() {
    let (mut paid, mut back) = (payment(), refund());
    for invoice in [&mut paid.invoice, &mut back.invoice] {
        invoice.currency = Currency::from_code("EUR").unwrap();
    }
    let kept = |code: &str| {
        let (id, name) = ("35".to_owned(), "Bank abroad".to_owned());
        let bank = AccountAbroad { id, name, currency: code.to_owned(), is_receivable: false };
        let mut known = several();
        known.accounts_abroad.push(bank);
        known
    };
    let banked = Settings { deposit_account: Some("35".to_owned()), ..settings() };
    for known in [several(), kept("EUR")] {
        assert_eq!(preflight::payment(&paid, &known, &banked), Ok(()));
        assert_eq!(preflight::refund(&back, Entity::Purchase, &known, &banked), Ok(()));
    }
    let pounds = kept("GBP");
    assert_snapshot!(refused(preflight::payment(&paid, &pounds, &banked), Code::CurrencyNotPossible));
    refused(preflight::refund(&back, Entity::Purchase, &pounds, &banked), Code::CurrencyNotPossible);
    refused(preflight::payment(&payment(), &kept("EUR"), &banked), Code::CurrencyNotPossible);
    let no_receivable = Known { accounts_abroad: Vec::new(), ..several() };
    assert_snapshot!(refused(
        preflight::refund(&back, Entity::Purchase, &no_receivable, &banked),
        Code::CurrencyNotPossible
    ));
    assert_eq!(preflight::refund(&back, Entity::RefundReceipt, &no_receivable, &banked), Ok(()));
}

#[test]
fn a_contact_of_another_currency_is_refused_for_documents_and_for_money_on_them() {
    let several = &several();
    let euro = Currency::from_code("EUR").unwrap();
    let (mut sale, mut order, mut paid, mut back) =
        (plain(), purchase_order(vec![line("1", "12")]), payment(), refund());
    for document in [&mut sale.document, &mut order.document, &mut paid.invoice, &mut back.invoice] {
        document.currency = euro;
    }
    let mut checked = |theirs: Option<&str>| {
        for party in [&mut sale.customer, &mut order.vendor, &mut paid.customer, &mut back.customer] {
            party.currency = theirs.map(str::to_owned);
        }
        [
            preflight::invoice(&sale, several, &settings()),
            preflight::purchase_order(&order, several, &settings()),
            preflight::payment(&paid, several, &settings()),
            preflight::refund(&back, Entity::RefundReceipt, several, &settings()),
        ]
    };
    for fits in [None, Some("EUR")] {
        assert_eq!(checked(fits), [const { Ok(()) }; 4], "{fits:?}");
    }
    let refused = checked(Some("USD")).map(|checked| refused(checked, Code::ContactCurrency));
    assert_snapshot!(refused[0], @"Invoice 1042 is in EUR, and QuickBooks keeps Acme in USD. It has one currency for each customer, which never changes. Write the invoice to another customer, one for EUR, or write it in USD");
    assert_snapshot!(refused[1], @"Purchase order 1042 is in EUR, and QuickBooks keeps Lulu in USD. It has one currency for each supplier, which never changes. Write the purchase order to another supplier, one for EUR, or write it in USD");
    assert_snapshot!(refused[2], @"Invoice 1042 is in EUR, and QuickBooks keeps its customer in USD. It has one currency for each customer, which never changes. Write the invoice to another customer, one for EUR, or write it in USD");
}

#[test]
fn a_whole_discount_needs_discounts_and_a_line_discount_does_not() {
    let off = Known { discounts: false, ..known() };
    let whole = invoice(vec![line("1", "12"), discount(Discount::Amount(cents(150)))]);
    assert_snapshot!(refused(preflight::invoice(&whole, &off, &settings()), Code::DiscountsOff), @"Invoice 1042 has a discount of 1.50, and discounts are off in QuickBooks. Switch on Discount under Account and settings, Sales, Sales form content");
    assert_eq!(preflight::invoice(&whole, &known(), &settings()), Ok(()));
    let of_a_line = invoice(vec![Line { discount: percent("10"), ..line("1", "12") }]);
    assert_eq!(preflight::invoice(&of_a_line, &off, &settings()), Ok(()));
}

#[test]
fn a_tax_needs_sales_tax_and_an_untaxed_invoice_does_not() {
    let off = Known { sales_tax: false, ..known() };
    let taxed = invoice(vec![Line { tax1: percent("8"), ..line("1", "12") }]);
    assert_snapshot!(refused(preflight::invoice(&taxed, &off, &settings()), Code::SalesTaxOff), @"Invoice 1042 has 0.96 of tax, and sales tax is off in QuickBooks. Set up sales tax there (Taxes, Sales tax)");
    assert_eq!(preflight::invoice(&taxed, &known(), &settings()), Ok(()));
    assert_eq!(preflight::invoice(&plain(), &off, &settings()), Ok(()));
}

#[test]
fn outside_the_united_states_the_rate_without_a_tax_code_is_named() {
    let at = |country: &str| Known { country: country.to_owned(), ..known() };
    let taxed = Line { tax1: percent("5"), tax2: percent("9.975"), ..line("1", "12") };
    let facts = invoice(vec![discount(Discount::Amount(cents(100))), taxed]);
    assert_snapshot!(refused(preflight::invoice(&facts, &at("CA"), &settings()), Code::TaxRateUnmapped), @"Invoice 1042 is taxed at 5 % and 9.975 %, and no tax code of QuickBooks is chosen for that on sales. Choose one in the settings of the connection; if QuickBooks has none, make one there first");
    assert_eq!(preflight::invoice(&facts, &at("US"), &settings()), Ok(()));
    assert_eq!(preflight::invoice(&facts, &at("USA"), &settings()), Ok(()));
}

#[test]
fn a_date_in_a_closed_period_is_refused_for_invoices_and_payments() {
    let closed = |day| Known { closed_until: Some(day), ..known() };
    let (last_open, same_day) = (closed(date(2026, 3, 30)), closed(date(2026, 3, 31)));
    assert_snapshot!(refused(preflight::invoice(&plain(), &same_day, &settings()), Code::PeriodClosed), @"Invoice 1042 is dated 2026-03-31, and the books in QuickBooks are closed until 2026-03-31. Change the date here or the closing date in QuickBooks");
    assert_eq!(preflight::invoice(&plain(), &last_open, &settings()), Ok(()));
    let mut books = Books::of(RecordKind::Payment, Desired::Payment(Box::new(payment())));
    books.known = closed(date(2026, 4, 2));
    assert_snapshot!(failed(&books), @"The payment on invoice 1042 is dated 2026-04-02, and the books in QuickBooks are closed until 2026-04-02. Change the closing date in QuickBooks, or take it back here and enter it with a later date");
}

fn failed(books: &Books) -> String {
    match books.decide(&Link::default(), &Remote::Unseen) {
        Decision::Fail(problem) => problem.text,
        decision => panic!("it has to fail: {decision:?}"),
    }
}

#[test]
fn a_shipping_address_fits_by_the_line_and_as_a_whole() {
    let to = |address: String| {
        let mut facts = plain();
        facts.document.shipping_address = address;
        preflight::invoice(&facts, &known(), &settings())
    };
    assert_eq!(to("x".repeat(500)), Ok(()));
    assert_snapshot!(refused(to("x".repeat(501)), Code::TooLong), @"The line of the shipping address “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has 501 characters; QuickBooks keeps 500. Shorten it");
    let four_lines = vec!["y".repeat(500); 4].join("\n");
    assert_eq!(to(four_lines.clone()), Ok(()));
    let text = refused(to(format!("{four_lines}\nz")), Code::TooLong);
    assert!(text.contains("has 2001 characters; QuickBooks keeps 2000"), "{text}");
    let sixth_joins_the_fifth = ["a", "b", "c", "d", &"e".repeat(300), &"f".repeat(300)].join("\n");
    refused(to(sixth_joins_the_fifth), Code::TooLong);
}

#[test]
fn an_invoice_does_not_show_a_postal_code_that_quickbooks_refuses() {
    let mut facts = plain();
    facts.contact.details.billing.postal_code = "1".repeat(31);
    refused(preflight::invoice(&facts, &known(), &settings()), Code::TooLong);
}

#[test]
fn the_generic_item_needs_both_accounts() {
    let without_income = Settings { income_account: None, ..settings() };
    let without_expense = Settings { expense_account: None, ..settings() };
    let text = refused(preflight::generic_item(&known(), &without_income), Code::AccountMissing);
    assert_snapshot!(text, @"No income account is chosen for the item “Inventory Item”. Choose one in the settings of the connection; if QuickBooks has none of that kind, make one there first");
    let text = refused(preflight::generic_item(&known(), &without_expense), Code::AccountMissing);
    assert!(text.starts_with("No expense account"), "{text}");
}

#[test]
fn a_refund_needs_a_bank_account_and_says_so() {
    let mut books = Books::of(RecordKind::Refund, Desired::Refund(Box::new(refund())));
    books.settings.bank_account = None;
    assert_snapshot!(failed(&books), @"No bank account is chosen for the refund on invoice 1042. Choose one in the settings of the connection; if QuickBooks has none of that kind, make one there first");
}
#[test]
fn an_amount_of_more_than_fifteen_digits_is_refused_with_the_invoices_title() {
    let mut facts = plain();
    facts.document.lines = vec![line("1000000000", "1000000000")];
    let books = Books::of(RecordKind::Invoice, Desired::Invoice(Box::new(facts)));
    assert_snapshot!(failed(&books), @"Invoice 1042: an amount has more than 15 digits; QuickBooks keeps 15 digits");
}

#[test]
fn an_edition_without_purchase_orders_is_named() {
    let at = |edition: &str| {
        let known = Known { edition: edition.to_owned(), ..known() };
        preflight::purchase_order(&purchase_order(vec![line("1", "12")]), &known, &settings())
    };
    assert_snapshot!(refused(at("QuickBooks Online Essentials"), Code::FeatureMissing));
    refused(at("QuickBooks Online Simple Start"), Code::FeatureMissing);
    for edition in ["QuickBooks Online Plus", "QuickBooks Online Advanced", "", "Something new"] {
        assert_eq!(at(edition), Ok(()), "{edition}");
    }
}

#[test]
fn a_purchase_order_is_held_to_period_currency_country_and_addresses() {
    let facts = || received(purchase_order(vec![line("1", "12")]));
    assert_eq!(preflight::purchase_order(&facts(), &known(), &settings()), Ok(()));
    let closed = Known { closed_until: Some(date(2026, 3, 31)), ..known() };
    let text = refused(preflight::purchase_order(&facts(), &closed, &settings()), Code::PeriodClosed);
    assert!(text.starts_with("Purchase order 1042 is dated 2026-03-31"), "{text}");
    let mut euros = facts();
    euros.document.currency = Currency::from_code("EUR").unwrap();
    let text = refused(preflight::purchase_order(&euros, &known(), &settings()), Code::CurrencyNotPossible);
    assert!(text.ends_with("or write the purchase order in USD"), "{text}");
    let elsewhere = Known { country: "CA".to_owned(), ..known() };
    refused(preflight::purchase_order(&facts(), &elsewhere, &settings()), Code::TaxRateUnmapped);
    let mut far = facts();
    far.contact.details.billing.postal_code = "1".repeat(31);
    refused(preflight::purchase_order(&far, &known(), &settings()), Code::TooLong);
}

#[test]
fn what_refers_to_a_choice_that_is_gone_is_refused_and_anything_else_is_not() {
    let gone = |chosen: Chosen| Known { gone: vec![chosen], ..known() };
    let account = |id: &str| gone(Chosen::Account(id.to_owned()));
    let item = gone(Chosen::Item("7".to_owned()));
    let own_item = Settings { item: Some("7".to_owned()), ..settings() };
    let sold = plain();
    assert_snapshot!(refused(preflight::invoice(&sold, &item, &own_item), Code::ChoiceGone), @"The item that was chosen for the lines of Invoice 1042 (id 7 in QuickBooks) is no longer active in QuickBooks. Make it active again there, or choose another item in the settings of the connection");
    assert_eq!(preflight::invoice(&sold, &item, &settings()), Ok(()));
    let rule = PaymentRule {
        reference: payment().transaction.reference,
        payment_method: Some("3".to_owned()),
        deposit_account: Some("36".to_owned()),
    };
    let by_rule = Settings { payment_methods: vec![rule], ..settings() };
    let method = gone(Chosen::PaymentMethod("3".to_owned()));
    assert_snapshot!(refused(preflight::payment(&payment(), &method, &by_rule), Code::ChoiceGone), @"The payment method that was chosen for the payment on invoice 1042 (id 3 in QuickBooks) is no longer active in QuickBooks. Make it active again there, or choose another payment method in the settings of the connection");
    assert_eq!(preflight::payment(&payment(), &method, &settings()), Ok(()));
    refused(preflight::payment(&payment(), &account("36"), &by_rule), Code::ChoiceGone);
    assert_eq!(preflight::payment(&payment(), &account("35"), &by_rule), Ok(()));
    refused(preflight::refund(&refund(), Entity::Purchase, &account("35"), &settings()), Code::ChoiceGone);
    refused(preflight::refund(&refund(), Entity::Purchase, &account("84"), &settings()), Code::ChoiceGone);
    assert_eq!(preflight::refund(&refund(), Entity::RefundReceipt, &account("84"), &settings()), Ok(()));
    refused(preflight::refund(&refund(), Entity::RefundReceipt, &item, &own_item), Code::ChoiceGone);
    assert_snapshot!(refused(preflight::generic_item(&account("79"), &settings()), Code::ChoiceGone), @"The income account that was chosen for the item “Inventory Item” (id 79 in QuickBooks) is no longer active in QuickBooks. Make it active again there, or choose another account in the settings of the connection");
    assert_eq!(preflight::generic_item(&account("35"), &settings()), Ok(()));
    let named = GoneName { chosen: Chosen::Account("79".to_owned()), name: "Sales".to_owned() };
    let known = Known { gone_names: vec![named], ..account("79") };
    let text = refused(preflight::generic_item(&known, &settings()), Code::ChoiceGone);
    assert!(text.contains("(“Sales”)"), "{text}");
}
