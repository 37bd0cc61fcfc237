//! What can be known beforehand costs no call: the entry names the value, and goes on once that is mended.

use anyhow::Result;
use app::documents::{LineInput, LineInputKind};
use domain::Percent;
use domain::contact::{ContactDetails, ContactKind};
use planner::Code;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Somebody changes a switch of the QuickBooks company, of which is known then.
async fn prefer(stack: &Stack, prefs: Value) -> Result<()> {
    let now = stack.remote("Preferences").await?.remove(0);
    let mut body = json!({"Id": now["Id"], "SyncToken": now["SyncToken"], "sparse": true});
    for (name, value) in prefs.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    stack.remote_write("preferences", body).await?;
    stack.engine.read_again(stack.actor.company_id).await?;
    Ok(())
}

/// Carries what was saved: the record's entry has failed with this code and this text in its reason, without a call.
async fn fails(stack: &Stack, record: Uuid, code: Code, text: &str) -> Result<()> {
    stack.clear_journal().await?;
    stack.settle().await?;
    let entry = stack.entry_of(record).await?;
    assert_eq!((entry.status, entry.code), (Status::Failed, Some(code)), "{entry:?}");
    assert!(entry.reason.as_ref().is_some_and(|reason| reason.contains(text)), "{entry:?}");
    assert_eq!(stack.journal().await?.len(), 0, "{code:?} cost a call");
    Ok(())
}

async fn invoice(stack: &Stack, lines: Vec<LineInput>) -> Result<Uuid> {
    let customer = stack.customer("Known beforehand").await?;
    stack.settle().await?;
    Ok(stack.invoice(customer.id, lines).await?.filed.document.id)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_discount_while_discounts_are_off(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        prefer(&stack, json!({"SalesFormsPrefs": {"AllowDiscount": false}})).await?;
        let kind = LineInputKind::DiscountAmount("2.5".parse()?);
        let off = LineInput { kind, quantity: None, price: None, ..service("", "1", "0") };
        let id = invoice(&stack, vec![service("Work", "1", "10"), off]).await?;
        fails(&stack, id, Code::DiscountsOff, "2.50").await?;
        prefer(&stack, json!({"SalesFormsPrefs": {"AllowDiscount": true}})).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(id).await?.status, Status::Completed, "it goes on by itself");
        Ok(())
    }

    async fn tax_while_sales_tax_is_off(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        prefer(&stack, json!({"TaxPrefs": {"UsingSalesTax": false}})).await?;
        let taxed = LineInput { tax1: Some(Percent::new("8".parse()?)?), ..service("Work", "1", "10") };
        let id = invoice(&stack, vec![taxed]).await?;
        fails(&stack, id, Code::SalesTaxOff, "0.80").await?;
        prefer(&stack, json!({"TaxPrefs": {"UsingSalesTax": true}})).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(id).await?.status, Status::Completed, "it goes on by itself");
        Ok(())
    }

    async fn values_of_a_contact_that_quickbooks_does_not_take(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let named = |name: &str| ContactDetails { name: name.to_owned(), ..ContactDetails::of(ContactKind::Customer) };
        let cases = [
            (named("One: two"), Code::NameCharacter, "One: two"),
            (ContactDetails { fax: "5".repeat(31), ..named("Long fax") }, Code::TooLong, "fax"),
            (ContactDetails { email: "nobody@home".to_owned(), ..named("Odd e-mail") }, Code::EmailFormat, "nobody@home"),
            (ContactDetails { url: "not an address".to_owned(), ..named("Odd web site") }, Code::ValueRefused, "not an address"),
        ];
        for (details, code, text) in cases {
            let mended = details.name.replace(':', "");
            let id = stack.contact(details).await?.id;
            fails(&stack, id, code, text).await?;
            let mend = |contact: &mut domain::contact::Contact| {
                contact.details = ContactDetails { name: mended, ..ContactDetails::of(ContactKind::Customer) };
            };
            stack.edit_contact(id, mend).await?;
            stack.settle().await?;
            assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        }
        Ok(())
    }
}
