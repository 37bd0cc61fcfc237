"""Payments: create, read, update, delete, void, query, count."""

from quickbooks.objects import Invoice, Payment
from quickbooks.objects.payment import PaymentLine

from company import CompanyTest


class PaymentNoun(CompanyTest):
    def setUp(self):
        self.buyer = self.customer(f"Payer of {self.id()}"[-90:])
        self.bill = self.invoice(self.buyer, self.sale(self.work, 1, 100))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.work = cls().item("Work")

    def paid(self, total, applied=None):
        made = Payment()
        made.CustomerRef = self.buyer.to_ref()
        made.TotalAmt = total
        if applied is not None:
            line = PaymentLine()
            line.Amount = applied
            line.LinkedTxn.append(self.bill.to_linked_txn())
            made.Line.append(line)
        return made.save(qb=self.qb)

    def open(self):
        return Invoice.get(self.bill.Id, qb=self.qb).Balance

    def test_a_payment_settles_an_invoice(self):
        made = self.paid(60, applied=60)
        read = Payment.get(made.Id, qb=self.qb)
        self.assertEqual((read.TotalAmt, read.UnappliedAmt, read.SyncToken), (60, 0, "0"))
        self.assertEqual(read.Line[0].LinkedTxn[0].TxnType, "Invoice")
        self.assertEqual(self.open(), 40)
        bill = Invoice.get(self.bill.Id, qb=self.qb)
        self.assertEqual((bill.LinkedTxn[0].TxnId, bill.LinkedTxn[0].TxnType), (made.Id, "Payment"))
        self.assertEqual(read.DepositToAccountRef.value, self.account("Undeposited Funds").Id)

    def test_what_is_not_applied_is_left_over(self):
        self.assertEqual(self.paid(60).UnappliedAmt, 60)
        self.assertEqual(self.paid(70, applied=30).UnappliedAmt, 40)
        self.assertEqual(self.open(), 70)

    def test_more_cannot_be_applied_than_was_paid(self):
        with self.refused(6000, "Amount applied is greater than payment or refund amount."):
            self.paid(50, applied=60)
        self.assertEqual(self.open(), 100)

    def test_an_update_moves_the_balance(self):
        made = self.paid(60, applied=60)
        made.TotalAmt = 90
        made.Line[0].Amount = 90
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, self.open()), ("1", 10))
        body = '{"Id": "%s", "SyncToken": "1", "sparse": true, "PrivateNote": "cash"}' % made.Id
        self.assertEqual(self.qb.update_object("Payment", body)["Payment"]["TotalAmt"], 90)
        self.assertEqual(self.open(), 10)
        with self.refused(5010):
            made.save(qb=self.qb)

    def test_a_voided_one_opens_the_invoice_again(self):
        made = self.paid(100, applied=100)
        self.assertEqual(self.open(), 0)
        made.void(qb=self.qb)
        read = Payment.get(made.Id, qb=self.qb)
        self.assertEqual((read.TotalAmt, read.UnappliedAmt, read.Line), (0, 0, []))
        self.assertEqual(self.open(), 100)

    def test_a_deleted_one_opens_the_invoice_again(self):
        made = self.paid(100, applied=100)
        self.assertEqual(made.delete(qb=self.qb)["Payment"]["status"], "Deleted")
        self.assertEqual(self.open(), 100)
        with self.refused(610):
            Payment.get(made.Id, qb=self.qb)

    def test_payments_are_found_and_counted(self):
        first, second = self.paid(10), self.paid(20)
        mine = f"CustomerRef = '{self.buyer.Id}'"
        self.assertEqual(Payment.count(mine, qb=self.qb), 2)
        found = Payment.where(f"{mine} AND TotalAmt >= '20'", qb=self.qb)
        self.assertEqual([payment.Id for payment in found], [second.Id])
        self.assertEqual(Payment.choose([first.Id], qb=self.qb)[0].TotalAmt, 10)
        with self.refused(4001):
            Payment.where("UnappliedAmt > '0'", qb=self.qb)
