"""Change data capture."""

from datetime import datetime, timedelta, timezone

from quickbooks.cdc import change_data_capture
from quickbooks.objects import Customer, Invoice, Payment

from company import CompanyTest


class ChangeDataCapture(CompanyTest):
    def since(self, **ago):
        return (datetime.now(timezone.utc) - timedelta(**ago)).isoformat(timespec="seconds")

    def test_what_changed_and_what_is_gone_is_told(self):
        start = self.since(seconds=1)
        buyer = self.customer("Changed Lately")
        work = self.item("Work")
        kept = self.invoice(buyer, self.sale(work, 1, 10))
        gone = self.invoice(buyer, self.sale(work, 1, 20))
        gone.delete(qb=self.qb)
        answer = change_data_capture([Customer, Invoice], start, qb=self.qb)
        self.assertIn("Changed Lately", [customer.DisplayName for customer in answer.Customer])
        told = {invoice.Id: invoice for invoice in answer.Invoice}
        self.assertEqual((told[kept.Id].TotalAmt, told[kept.Id].Balance), (10, 10))
        self.assertEqual((told[gone.Id].status, told[gone.Id].domain), ("Deleted", "QBO"))
        self.assertFalse(hasattr(answer, "Payment"))

    def test_nothing_changed_is_nothing_told(self):
        answer = change_data_capture([Payment], datetime.now() + timedelta(minutes=5), qb=self.qb)
        self.assertFalse(hasattr(answer, "Payment"))

    def test_what_is_too_long_ago_or_unknown_is_refused(self):
        with self.refused(2190):
            change_data_capture([Customer], self.since(days=31), qb=self.qb)
        change_data_capture([Customer], self.since(days=29), qb=self.qb)
        with self.refused(2000):
            self.qb.change_data_capture("Customer,NoSuchEntity", self.since(days=1))
