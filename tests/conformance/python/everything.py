"""Reads every record of the company, by query and by id, so that each has been in a reply."""

import json
from urllib.request import Request, urlopen

from company import BASE, CompanyTest, session

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

    def test_transfers_and_preferences_come_as_xml_too(self):
        own = session()

        def sent(path, accept, **body):
            headers = {"Authorization": f"Bearer {own['access_token']}", "Accept": accept}
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode() if body else None
            request = Request(f"{BASE}/v3/company/{own['realm_id']}/{path}", data, headers)
            with urlopen(request) as reply:
                return reply.read()

        def bank(name):
            made = sent("account", "application/json", Name=name, AccountType="Bank")
            return {"value": json.loads(made)["Account"]["Id"]}

        ends = {"FromAccountRef": bank("One bank"), "ToAccountRef": bank("Another bank")}
        self.assertIn(b"<TransferEx>", sent("transfer", "application/xml", Amount=5, **ends))
        self.assertIn(b"<Preferences ", sent("preferences", "application/xml"))
