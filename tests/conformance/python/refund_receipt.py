"""Refund receipts: create, read, update, delete, query, count."""

from quickbooks.objects import Account, Customer, RefundReceipt

from company import CompanyTest, ref


class RefundReceiptNoun(CompanyTest):
    def setUp(self):
        self.buyer = self.customer(f"Refunded by {self.id()}"[-90:])
        self.bank = self.account("Checking")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.work = cls().item("Work")

    def refunded(self, amount):
        made = RefundReceipt()
        made.CustomerRef = self.buyer.to_ref()
        made.DepositToAccountRef = self.bank.to_ref()
        made.Line.append(self.sale(self.work, 1, amount))
        return made.save(qb=self.qb)

    def money(self):
        return Account.get(self.bank.Id, qb=self.qb).CurrentBalance

    def test_money_leaves_the_bank_and_nobody_owes_more(self):
        before = self.money()
        made = RefundReceipt.get(self.refunded(30).Id, qb=self.qb)
        self.assertEqual((made.TotalAmt, made.Balance, made.SyncToken), (30, 0, "0"))
        self.assertEqual(made.DepositToAccountRef.name, "Checking")
        self.assertAlmostEqual(self.money(), before - 30, places=2)
        self.assertEqual(Customer.get(self.buyer.Id, qb=self.qb).Balance, 0)

    def test_an_update_changes_and_a_sparse_one_keeps_the_rest(self):
        before = self.money()
        made = self.refunded(30)
        made.Line[0].Amount = 20
        made.Line[0].SalesItemLineDetail["UnitPrice"] = 20
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, changed.TotalAmt), ("1", 20))
        self.assertAlmostEqual(self.money(), before - 20, places=2)
        body = '{"Id": "%s", "SyncToken": "1", "sparse": true, "PrivateNote": "late"}' % made.Id
        self.assertEqual(self.qb.update_object("RefundReceipt", body)["RefundReceipt"]["TotalAmt"], 20)
        with self.refused(5010):
            made.save(qb=self.qb)

    def test_a_refund_needs_an_account_and_lines(self):
        made = RefundReceipt()
        made.CustomerRef = self.buyer.to_ref()
        made.Line.append(self.sale(self.work, 1, 1))
        with self.refused(2020):
            made.save(qb=self.qb)
        made.DepositToAccountRef = ref("999999")
        with self.refused(2500):
            made.save(qb=self.qb)
        made.DepositToAccountRef = self.bank.to_ref()
        made.Line.clear()
        with self.refused(2020):
            made.save(qb=self.qb)

    def test_a_deleted_one_brings_the_money_back(self):
        before = self.money()
        made = self.refunded(30)
        self.assertEqual(made.delete(qb=self.qb)["RefundReceipt"]["status"], "Deleted")
        self.assertAlmostEqual(self.money(), before, places=2)
        with self.refused(610):
            RefundReceipt.get(made.Id, qb=self.qb)

    def test_refunds_are_found_and_counted(self):
        self.refunded(5), self.refunded(6)
        mine = f"CustomerRef = '{self.buyer.Id}'"
        self.assertEqual(RefundReceipt.count(mine, qb=self.qb), 2)
        self.assertEqual(RefundReceipt.where(f"{mine} AND TotalAmt < '6'", qb=self.qb)[0].TotalAmt, 5)
