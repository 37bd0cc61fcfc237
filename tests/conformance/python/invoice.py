"""Invoices: create, read, update, delete, void, query, count."""

from datetime import date, timedelta

from quickbooks.objects import Customer, Invoice
from quickbooks.objects.base import CustomerMemo, EmailAddress
from quickbooks.objects.detailline import DiscountLine, DiscountLineDetail

from company import CompanyTest, ref


class InvoiceNoun(CompanyTest):
    def setUp(self):
        self.buyer = self.customer(f"Buyer of {self.id()}"[-90:])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.work = cls().item("Work")

    def owed(self):
        return Customer.get(self.buyer.Id, qb=self.qb).Balance

    def test_what_is_created_is_read_again(self):
        made = Invoice()
        made.CustomerRef = self.buyer.to_ref()
        made.CustomerMemo = CustomerMemo()
        made.CustomerMemo.value = "Thank you"
        made.PrivateNote = "first order"
        made.BillEmail = EmailAddress()
        made.BillEmail.Address = "buyer@shop.example"
        made.Line.extend([self.sale(self.work, 3, 12.5), self.sale(self.work, 1, 100)])
        read = Invoice.get(made.save(qb=self.qb).Id, qb=self.qb)
        self.assertEqual((read.TotalAmt, read.Balance, read.SyncToken), (137.5, 137.5, "0"))
        self.assertEqual([line.DetailType for line in read.Line], ["SalesItemLineDetail"] * 2 + ["SubTotalLineDetail"])
        self.assertEqual([line.Amount for line in read.Line], [37.5, 100, 137.5])
        self.assertEqual([line.LineNum for line in read.Line[:2]], [1, 2])
        self.assertEqual(read.Line[0].SalesItemLineDetail.ItemRef.name, "Work")
        self.assertEqual((read.CustomerMemo.value, read.PrivateNote), ("Thank you", "first order"))
        self.assertEqual(read.CustomerRef.name, self.buyer.DisplayName)
        self.assertEqual(date.fromisoformat(read.DueDate) - date.fromisoformat(read.TxnDate), timedelta(days=30))
        self.assertTrue(read.DocNumber)
        self.assertEqual(self.owed(), 137.5)

    def test_numbers_go_on(self):
        first, second = (self.invoice(self.buyer, self.sale(self.work, 1, 1)) for _ in range(2))
        self.assertEqual(int(second.DocNumber), int(first.DocNumber) + 1)

    def test_a_taxed_line_is_taxed(self):
        line = self.sale(self.work, 1, 100)
        line.SalesItemLineDetail.TaxCodeRef = ref("TAX")
        made = Invoice()
        made.CustomerRef = ref("1")
        made.Line.append(line)
        made = made.save(qb=self.qb)
        self.assertEqual(made.TxnTaxDetail.TotalTax, 8)
        self.assertEqual(made.TotalAmt, 108)
        line.SalesItemLineDetail.TaxCodeRef = ref("2")
        with self.refused(6100):
            self.invoice(self.buyer, line)

    def test_a_discount_is_taken_off(self):
        line = DiscountLine()
        line.DiscountLineDetail = DiscountLineDetail()
        line.DiscountLineDetail.PercentBased, line.DiscountLineDetail.DiscountPercent = True, 10
        made = self.invoice(self.buyer, self.sale(self.work, 2, 50), line)
        self.assertEqual(made.TotalAmt, 90)
        self.assertEqual(made.Line[-1].DiscountLineDetail.DiscountAccountRef.name, "Discounts given")

    def test_an_update_replaces_lines_and_moves_what_is_owed(self):
        made = self.invoice(self.buyer, self.sale(self.work, 1, 10))
        made.Line[0].Amount = 25
        made.Line[0].SalesItemLineDetail.UnitPrice = 25
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.TotalAmt, changed.SyncToken, self.owed()), (25, "1", 25))
        with self.refused(5010):
            made.save(qb=self.qb)

    def test_a_sparse_update_keeps_the_lines(self):
        made = self.invoice(self.buyer, self.sale(self.work, 1, 10))
        body = '{"Id": "%s", "SyncToken": "0", "sparse": true, "PrivateNote": "later"}' % made.Id
        changed = self.qb.update_object("Invoice", body)["Invoice"]
        self.assertEqual((changed["TotalAmt"], changed["PrivateNote"], len(changed["Line"])), (10, "later", 2))

    def test_a_deleted_one_is_gone(self):
        made = self.invoice(self.buyer, self.sale(self.work, 1, 10))
        answer = made.delete(qb=self.qb)["Invoice"]
        self.assertEqual((answer["status"], answer["domain"], answer["Id"]), ("Deleted", "QBO", made.Id))
        self.assertEqual(self.owed(), 0)
        with self.refused(610):
            Invoice.get(made.Id, qb=self.qb)
        with self.refused(610):
            made.delete(qb=self.qb)

    def test_a_voided_one_stays_with_nothing_on_it(self):
        made = self.invoice(self.buyer, self.sale(self.work, 1, 10))
        made.void(qb=self.qb)
        read = Invoice.get(made.Id, qb=self.qb)
        self.assertEqual((read.TotalAmt, read.Balance, self.owed()), (0, 0, 0))
        self.assertTrue(read.PrivateNote.startswith("Voided"))

    def test_sums_that_do_not_add_up_are_refused(self):
        line = self.sale(self.work, 2, 10)
        line.Amount = 21
        with self.refused(6070):
            self.invoice(self.buyer, line)

    def test_an_invoice_needs_a_customer_and_lines(self):
        made = Invoice()
        made.Line.append(self.sale(self.work, 1, 1))
        with self.refused(2020):
            made.save(qb=self.qb)
        with self.refused(2020):
            self.invoice(self.buyer)
        made.CustomerRef = ref("999999")
        with self.refused(2500):
            made.save(qb=self.qb)

    def test_invoices_are_found_and_counted(self):
        ids = [self.invoice(self.buyer, self.sale(self.work, 1, amount)).Id for amount in (5, 15, 25)]
        mine = f"CustomerRef = '{self.buyer.Id}'"
        self.assertEqual(Invoice.count(mine, qb=self.qb), 3)
        found = Invoice.where(f"{mine} AND TotalAmt > '10'", order_by="TotalAmt DESC", qb=self.qb)
        self.assertEqual([invoice.Id for invoice in found], [ids[2], ids[1]])
        unpaid = Invoice.where(f"{mine} AND Balance > '0'", max_results=2, qb=self.qb)
        self.assertEqual(len(unpaid), 2)
        with self.refused(4001):
            Invoice.where("PrivateNote = 'x'", qb=self.qb)
        with self.refused(4000):
            Invoice.where("TotalAmt > '1' OR TotalAmt < '9'", qb=self.qb)

    def test_a_request_id_is_answered_once(self):
        made = Invoice()
        made.CustomerRef = self.buyer.to_ref()
        made.Line.append(self.sale(self.work, 1, 10))
        first = made.save(qb=self.qb, request_id="our-own-id")
        again = Invoice()
        again.CustomerRef = self.buyer.to_ref()
        again.Line.append(self.sale(self.work, 1, 10))
        self.assertEqual(again.save(qb=self.qb, request_id="our-own-id").Id, first.Id)
        self.assertEqual(Invoice.count(f"CustomerRef = '{self.buyer.Id}'", qb=self.qb), 1)

    def test_an_invoice_is_printed_and_sent(self):
        made = self.invoice(self.buyer, self.sale(self.work, 1, 10))
        self.assertTrue(made.download_pdf(qb=self.qb).startswith(b"%PDF"))
        made.send(qb=self.qb, send_to="buyer@shop.example")
        read = Invoice.get(made.Id, qb=self.qb)
        self.assertTrue(read.email_sent)
        self.assertEqual(read.BillEmail.Address, "buyer@shop.example")
        with self.refused(610):
            self.qb.download_pdf("Invoice", "999999")

    def test_a_line_without_quantity_and_price_keeps_its_amount(self):
        line = self.sale(self.work, 0, 0)
        line.Amount = 100
        self.assertEqual(self.invoice(self.buyer, line).TotalAmt, 100)
