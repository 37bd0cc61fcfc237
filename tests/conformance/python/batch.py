"""Batches."""

from quickbooks.batch import batch_create, batch_delete, batch_update
from quickbooks.exceptions import QuickbooksException
from quickbooks.objects import Customer, Invoice

from company import CompanyTest, ref


class Batch(CompanyTest):
    def named(self, *names):
        made = []
        for name in names:
            customer = Customer()
            customer.DisplayName = name
            made.append(customer)
        return made

    def test_items_succeed_and_fail_by_themselves(self):
        answer = batch_create(self.named("Batch One", "Batch Two", "Batch One"), qb=self.qb)
        self.assertEqual([made.DisplayName for made in answer.successes], ["Batch One", "Batch Two"])
        self.assertEqual([fault.Error[0].code for fault in answer.faults], ["6240"])
        for made in answer.successes:
            made.Notes = "changed at once"
        changed = batch_update(answer.successes, qb=self.qb)
        self.assertEqual({(made.SyncToken, made.Notes) for made in changed.successes}, {("1", "changed at once")})

    def test_more_than_thirty_are_sent_in_parts_and_refused_in_one(self):
        answer = batch_create(self.named(*(f"Many {number}" for number in range(31))), qb=self.qb)
        self.assertEqual((len(answer.successes), len(answer.faults)), (31, 0))
        self.assertEqual(Customer.count("DisplayName LIKE 'Many %'", qb=self.qb), 31)
        items = [{"bId": str(number), "Query": "select * from Customer"} for number in range(31)]
        with self.assertRaises(QuickbooksException) as caught:
            self.qb.batch_operation(str({"BatchItemRequest": items}).replace("'", '"'))
        self.assertEqual(caught.exception.error_code, 1040)

    def test_transactions_are_deleted(self):
        item = self.item("Batched Work")
        invoices = []
        for amount in (1, 2):
            invoice = Invoice()
            invoice.CustomerRef = ref("1")
            invoice.Line.append(self.sale(item, 1, amount))
            invoices.append(invoice)
        made = batch_create(invoices, qb=self.qb)
        self.assertEqual([invoice.TotalAmt for invoice in made.successes], [1, 2])
        gone = batch_delete(made.successes, qb=self.qb)
        self.assertEqual([invoice.status for invoice in gone.successes], ["Deleted", "Deleted"])
        again = batch_delete(made.successes, qb=self.qb)
        self.assertEqual([fault.Error[0].code for fault in again.faults], ["610", "610"])
