"""Credit memos: create, read, update, apply, delete, query, count."""

from quickbooks.objects import CreditMemo, Customer, Invoice, Payment
from quickbooks.objects.payment import PaymentLine

from company import CompanyTest, ref


class CreditMemoNoun(CompanyTest):
    def setUp(self):
        self.buyer = self.customer(f"Holder of {self.id()}"[-90:])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.work = cls().item("Work")

    def credited(self, amount):
        made = CreditMemo()
        made.CustomerRef = self.buyer.to_ref()
        made.Line.append(self.sale(self.work, 1, amount))
        return made.save(qb=self.qb)

    def owed(self):
        return Customer.get(self.buyer.Id, qb=self.qb).Balance

    def test_a_credit_lowers_what_is_owed(self):
        made = CreditMemo.get(self.credited(40).Id, qb=self.qb)
        self.assertEqual((made.TotalAmt, made.Balance, made.RemainingCredit), (40, 40, 40))
        self.assertEqual([line.DetailType for line in made.Line], ["SalesItemLineDetail", "SubTotalLineDetail"])
        self.assertEqual(self.owed(), -40)

    def test_a_credit_is_applied_by_a_payment_of_nothing(self):
        invoice = self.invoice(self.buyer, self.sale(self.work, 1, 100))
        credit = self.credited(40)
        payment = Payment()
        payment.CustomerRef = self.buyer.to_ref()
        payment.TotalAmt = 0
        for applied in (invoice, credit):
            line = PaymentLine()
            line.Amount = 40
            line.LinkedTxn.append(applied.to_linked_txn())
            payment.Line.append(line)
        payment.save(qb=self.qb)
        self.assertEqual(Invoice.get(invoice.Id, qb=self.qb).Balance, 60)
        self.assertEqual(CreditMemo.get(credit.Id, qb=self.qb).RemainingCredit, 0)
        self.assertEqual(self.owed(), 60)

    def test_an_update_changes_and_a_sparse_one_keeps_the_rest(self):
        made = self.credited(40)
        made.Line[0].Amount = 30
        made.Line[0].SalesItemLineDetail.UnitPrice = 30
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, changed.TotalAmt, self.owed()), ("1", 30, -30))
        body = '{"Id": "%s", "SyncToken": "1", "sparse": true, "PrivateNote": "broken"}' % made.Id
        self.assertEqual(self.qb.update_object("CreditMemo", body)["CreditMemo"]["TotalAmt"], 30)
        with self.refused(5010):
            made.save(qb=self.qb)

    def test_a_credit_needs_a_customer_and_lines(self):
        made = CreditMemo()
        made.Line.append(self.sale(self.work, 1, 1))
        with self.refused(2020):
            made.save(qb=self.qb)
        empty = CreditMemo()
        empty.CustomerRef = self.buyer.to_ref()
        with self.refused(2020):
            empty.save(qb=self.qb)
        made.CustomerRef = ref("999999")
        with self.refused(2500):
            made.save(qb=self.qb)

    def test_a_deleted_one_no_longer_counts(self):
        made = self.credited(40)
        self.assertEqual(made.delete(qb=self.qb)["CreditMemo"]["status"], "Deleted")
        self.assertEqual(self.owed(), 0)
        with self.refused(610):
            CreditMemo.get(made.Id, qb=self.qb)

    def test_credits_are_found_and_counted(self):
        self.credited(5), self.credited(6)
        mine = f"CustomerRef = '{self.buyer.Id}'"
        self.assertEqual(CreditMemo.count(mine, qb=self.qb), 2)
        found = CreditMemo.where(f"{mine} AND TotalAmt = '6'", qb=self.qb)
        self.assertEqual([credit.TotalAmt for credit in found], [6])
