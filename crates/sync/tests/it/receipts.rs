//! Money given back by refund receipts: the invoice stays paid in QuickBooks, and sale, bank and what the customer owes
//! are equal on both sides once the invoice is settled here, in every order with payments, resets, edits and cancels.

use crate::sale::{Sale, number};
use app::invoices::{Cancel, Reset};
use app::transactions::Apply;
use jiff::civil::date;
use planner::Code;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::service;
use uuid::Uuid;

async fn by_receipt(db: &TestDb) -> anyhow::Result<Sale> {
    let sale = Sale::of(db).await?;
    told_by(&sale, "receipt").await?;
    Ok(sale)
}

async fn told_by(sale: &Sale, form: &str) -> anyhow::Result<()> {
    let choose = |settings: planner::Settings| settings.with("refund_form", Some(form.to_owned()));
    sale.stack.engine.change_settings(sale.stack.actor.company_id, choose).await?;
    Ok(())
}

/// The invoice there comes to `total` of which `returned` is taken off by receipts, and no money is left over on a payment.
async fn invoice_is(sale: &Sale, total: &str, returned: Option<&str>) -> anyhow::Result<()> {
    let invoice = sale.stack.remote_where("Invoice", "DocNumber", &sale.number.to_string()).await?.remove(0);
    assert_eq!(number(&invoice["TotalAmt"]), total.parse::<Decimal>()?, "{invoice:#?}");
    let lines = invoice["Line"].as_array().into_iter().flatten();
    let kept = lines.filter(|line| line["Description"] == "Given back by refund receipt");
    let kept: Vec<Decimal> = kept.map(|line| number(&line["Amount"])).collect();
    let returned: Vec<Decimal> = returned.into_iter().map(str::parse).collect::<Result<_, _>>()?;
    assert_eq!(kept, returned, "{invoice:#?}");
    let payments = sale.ours("Payment").await?;
    assert!(payments.iter().all(|payment| number(&payment["UnappliedAmt"]).is_zero()), "{payments:#?}");
    Ok(())
}

/// Whether the record's entry is completed and tells that this much is due here alone.
async fn says_due_here(sale: &Sale, record: Uuid, amount: &str) -> anyhow::Result<bool> {
    let entry = sale.stack.entry_of(record).await?;
    assert_eq!(entry.status, Status::Completed, "{entry:?}");
    Ok(entry
        .reason
        .unwrap_or_default()
        .contains(&format!("{amount} is due on Invoice {} here and not in QuickBooks", sale.number)))
}

async fn receipts(sale: &Sale) -> anyhow::Result<Vec<Value>> {
    sale.ours("RefundReceipt").await
}

/// Nobody has touched anything there, and nothing says that somebody has.
async fn nobody_is_blamed(sale: &Sale) -> anyhow::Result<()> {
    sale.stack.engine.look_for_changes(sale.stack.actor.company_id).await?;
    sale.stack.settle().await?;
    let failed: Vec<_> =
        sale.stack.log().await?.into_iter().filter(|entry| entry.status == Status::Failed).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    Ok(())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn the_invoice_stays_paid_and_is_equal_again_once_it_is_lowered_here(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("100").await?;
        sale.pay("-60").await?;
        sale.stands_at("60", "0").await?;
        invoice_is(&sale, "100", None).await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "40")]).await?;
        sale.agrees_on("0").await?;
        invoice_is(&sale, "100", Some("60")).await?;
        assert_eq!(number(&receipts(&sale).await?[0]["TotalAmt"]), Decimal::from(60));
        nobody_is_blamed(&sale).await
    }

    async fn what_is_due_here_alone_is_told_beforehand_and_at_each_entry_until_both_are_equal(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        let paid = sale.pay("100").await?;
        sale.agrees_on("0").await?;
        assert!(!says_due_here(&sale, paid, "").await?);
        let refund = Apply { document_id: sale.invoice, amount: (-60).into(), date: date(2026, 11, 22), reference: String::new() };
        let Err(app::Error::Planned(plan)) = sale.stack.app.planning().run(sale.stack.actor, refund).await else {
            panic!("it was done");
        };
        assert!(plan["endings"][0]["reason"].as_str().is_some_and(|told| told.starts_with("60.00 USD is due on Invoice")), "{plan:#}");
        let refund = sale.pay("-60").await?;
        sale.stands_at("60", "0").await?;
        assert!(says_due_here(&sale, refund, "60.00 USD").await?);
        let paid = sale.pay("20").await?;
        sale.stands_at("40", "0").await?;
        assert!(says_due_here(&sale, paid, "40.00 USD").await?);
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "60")]).await?;
        sale.agrees_on("0").await?;
        assert!(!says_due_here(&sale, sale.invoice, "").await?);
        Ok(())
    }

    async fn all_of_it_entered_in_one_breath_comes_to_the_same(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("100").await?;
        sale.pay("-60").await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "40")]).await?;
        sale.agrees_on("0").await?;
        invoice_is(&sale, "100", Some("60")).await
    }

    async fn what_was_given_back_whole_can_be_paid_again(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("100").await?;
        sale.pay("-100").await?;
        sale.stands_at("100", "0").await?;
        sale.pay("30").await?;
        sale.stands_at("70", "0").await?;
        invoice_is(&sale, "130", Some("30")).await?;
        let again = sale.pay("70").await?;
        sale.agrees_on("0").await?;
        invoice_is(&sale, "200", Some("100")).await?;
        sale.give_back(again).await?;
        sale.stands_at("70", "0").await?;
        invoice_is(&sale, "130", Some("30")).await?;
        nobody_is_blamed(&sale).await
    }

    async fn a_receipt_that_is_taken_back_goes_and_the_invoice_is_as_before(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("60").await?;
        let refund = sale.pay("-50").await?;
        sale.pay("90").await?;
        sale.agrees_on("0").await?;
        invoice_is(&sale, "150", Some("50")).await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "170")]).await?;
        sale.stands_at("70", "20").await?;
        invoice_is(&sale, "170", None).await?;
        sale.give_back(refund).await?;
        sale.agrees_on("20").await?;
        assert!(receipts(&sale).await?.is_empty());
        nobody_is_blamed(&sale).await
    }

    async fn a_reset_and_a_cancel_leave_neither_money_nor_receipts(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("100").await?;
        sale.pay("-60").await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "40")]).await?;
        sale.agrees_on("0").await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        sale.agrees_on("40").await?;
        invoice_is(&sale, "40", None).await?;
        sale.there_are(0, 0).await?;
        assert!(receipts(&sale).await?.is_empty());
        sale.stack.app.run(sale.stack.actor, Cancel { id: sale.invoice }).await?;
        sale.stack.settle().await?;
        invoice_is(&sale, "0", None).await
    }

    async fn refunds_of_both_forms_on_one_invoice_agree(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("100").await?;
        sale.pay("-20").await?;
        sale.stands_at("20", "0").await?;
        told_by(&sale, "paid_out").await?;
        sale.pay("-30").await?;
        sale.stands_at("50", "30").await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "50")]).await?;
        sale.agrees_on("0").await?;
        invoice_is(&sale, "70", Some("20")).await?;
        sale.there_are(1, 1).await?;
        nobody_is_blamed(&sale).await
    }

    async fn a_receipt_that_fails_is_told_otherwise_once_that_is_chosen(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.stack.settle().await?;
        let refuse = json!({"match": {"entity": "RefundReceipt", "operation": "create"}, "times": 1,
            "action": {"refuse": {"code": "6000", "detail": "Not today.", "status": 400}}});
        sale.stack.trouble(refuse).await?;
        sale.pay("100").await?;
        let refund = sale.pay("-60").await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "40")]).await?;
        sale.stack.settle().await?;
        assert_eq!(sale.stack.entry_of(refund).await?.status, Status::Failed);
        invoice_is(&sale, "100", Some("60")).await?;
        told_by(&sale, "paid_out").await?;
        sale.stack.engine.retry(sale.stack.actor.company_id, sale.stack.entry_of(refund).await?.id).await?;
        sale.agrees_on("0").await?;
        invoice_is(&sale, "40", None).await?;
        sale.there_are(1, 1).await
    }

    async fn a_payment_for_which_the_invoice_there_cannot_grow_says_so(db: TestDb) -> anyhow::Result<()> {
        let sale = by_receipt(&db).await?;
        sale.pay("100").await?;
        sale.pay("-100").await?;
        sale.stands_at("100", "0").await?;
        sale.stack.emulator_settings(json!({ "book_close_date": "2026-11-20" })).await?;
        sale.stack.engine.read_again(sale.stack.actor.company_id).await?;
        let again = sale.pay("100").await?;
        sale.stack.settle().await?;
        let (invoice, payment) = (sale.stack.entry_of(sale.invoice).await?, sale.stack.entry_of(again).await?);
        assert_eq!((invoice.status, invoice.code), (Status::Failed, Some(Code::PeriodClosed)), "{invoice:?}");
        assert_eq!((payment.status, payment.code), (Status::Failed, Some(Code::PeriodClosed)), "{payment:?}");
        assert!(payment.reason.unwrap_or_default().contains(&format!("Invoice {}", sale.number)));
        sale.there_are(1, 0).await?;
        sale.stack.emulator_settings(json!({ "book_close_date": null })).await?;
        sale.stack.engine.read_again(sale.stack.actor.company_id).await?;
        sale.agrees_on("0").await
    }
}
