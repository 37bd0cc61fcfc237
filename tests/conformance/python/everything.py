"""Reads every record of the company, by query and by id, so that each has been in a reply."""

from company import CompanyTest

LISTS = """Account Attachable Bill BillPayment Class CompanyCurrency CompanyInfo CreditMemo Customer Department Deposit
Employee Estimate Invoice Item JournalEntry Payment PaymentMethod Preferences Purchase PurchaseOrder RefundReceipt
SalesReceipt TaxAgency TaxCode TaxRate Term TimeActivity Transfer Vendor VendorCredit""".split()


class Everything(CompanyTest):
    def test_each_record_is_the_same_by_query_and_by_id(self):
        for kind in LISTS:
            found = self.qb.query(f"SELECT * FROM {kind} MAXRESULTS 1000")["QueryResponse"].get(kind, [])
            for record in found[:20]:
                read = self.qb.get_single_object(kind, record["Id"])[kind]
                self.assertEqual(read, record, kind)
