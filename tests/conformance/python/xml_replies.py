"""Works in XML, as clients do that know nothing else, so that every kind of reply has been one."""

import unittest
from xml.etree import ElementTree

import requests
from company import BASE, session

SPACE = "http://schema.intuit.com/finance/v3"
LISTS = """Account Attachable Bill BillPayment Class CompanyCurrency CompanyInfo CreditMemo Customer Department Deposit
Employee Estimate Invoice Item JournalEntry Payment PaymentMethod Preferences Purchase PurchaseOrder RefundReceipt
SalesReceipt TaxAgency TaxCode TaxRate Term TimeActivity Transfer Vendor VendorCredit""".split()


class Xml(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        ready = session()
        cls.company = f"{BASE}/v3/company/{ready['realm_id']}"
        cls.headers = {"Authorization": f"Bearer {ready['access_token']}", "Accept": "application/xml"}

    def get(self, path, **parameters):
        reply = requests.get(f"{self.company}/{path}", params=parameters, headers=self.headers, timeout=30)
        return self.tree(reply)

    def post(self, path, body):
        headers = {**self.headers, "Content-Type": "application/xml"}
        reply = requests.post(f"{self.company}/{path}", data=body.encode(), headers=headers, timeout=30)
        return self.tree(reply)

    def tree(self, reply):
        self.assertEqual(reply.headers["Content-Type"], "application/xml;charset=UTF-8", reply.text)
        return ElementTree.fromstring(reply.content)

    def text(self, tree, *path):
        found = tree.find("/".join(f"{{{SPACE}}}{name}" for name in path))
        self.assertIsNotNone(found, f"{path} in {ElementTree.tostring(tree)}")
        return found.text

    def make(self, kind, members):
        reply = self.post(kind.lower(), f'<{kind} xmlns="{SPACE}">{members}</{kind}>')
        self.text(reply, kind, "Id")
        return reply

    def line(self, kind, members, amount="10"):
        return f"<Line><Amount>{amount}</Amount><DetailType>{kind}</DetailType><{kind}>{members}</{kind}></Line>"

    def test_every_record_of_the_company(self):
        for kind in LISTS:
            self.get("query", query=f"SELECT * FROM {kind} MAXRESULTS 1000")

    def test_a_sale_from_invoice_to_refund(self):
        sale = self.line("SalesItemLineDetail", "<ItemRef>5</ItemRef><Qty>1</Qty><TaxCodeRef>TAX</TaxCodeRef>")
        tax = "<TxnTaxDetail><TxnTaxCodeRef>2</TxnTaxCodeRef></TxnTaxDetail>"
        customer = "<CustomerRef>3</CustomerRef>"
        made = self.make("Invoice", sale + tax + customer)
        number, total = self.text(made, "Invoice", "Id"), self.text(made, "Invoice", "TotalAmt")
        self.assertEqual(total, "10.80")
        link = f"<LinkedTxn><TxnId>{number}</TxnId><TxnType>Invoice</TxnType></LinkedTxn>"
        paid = f"<Line><Amount>{total}</Amount>{link}</Line>{customer}<TotalAmt>{total}</TotalAmt>"
        self.make("Payment", paid)
        self.assertEqual(self.text(self.get(f"invoice/{number}"), "Invoice", "Balance"), "0")
        self.make("Estimate", sale + customer)
        self.make("CreditMemo", sale + customer)
        for kind in ["SalesReceipt", "RefundReceipt"]:
            self.make(kind, sale + customer + "<DepositToAccountRef>35</DepositToAccountRef>")

    def test_a_purchase(self):
        line = self.line("ItemBasedExpenseLineDetail", "<ItemRef>11</ItemRef>")
        account = self.line("AccountBasedExpenseLineDetail", "<AccountRef>7</AccountRef>")
        for kind in ["PurchaseOrder", "Bill", "VendorCredit"]:
            self.make(kind, (line if kind == "PurchaseOrder" else account) + "<VendorRef>41</VendorRef>")
        self.make("Purchase", account + "<AccountRef>35</AccountRef><PaymentType>Cash</PaymentType>")

    def test_lists_batches_changes_and_faults(self):
        address = "<BillAddr><Line1>1 Road</Line1><City>X</City></BillAddr>"
        phone = "<PrimaryPhone><FreeFormNumber>1</FreeFormNumber></PrimaryPhone>"
        self.make("Customer", f"<DisplayName>A &amp; B</DisplayName>{phone}{address}")
        self.make("Vendor", f"<DisplayName>V</DisplayName>{phone}{address}")
        item = "<BatchItemRequest bId='1' operation='create'><Class><Name>C</Name></Class></BatchItemRequest>"
        query = "<BatchItemRequest bId='2'><Query>select * from Term</Query></BatchItemRequest>"
        batch = f'<IntuitBatchRequest xmlns="{SPACE}">{item}{query}{item}</IntuitBatchRequest>'
        self.post("batch", batch)
        self.get("cdc", entities="Customer,Vendor,Invoice", changedSince=self.text(self.get("companyinfo/1"),
                 "CompanyInfo", "MetaData", "LastUpdatedTime"))
        self.text(self.get("invoice/99999"), "Fault", "Error", "Message")
        self.get("reports/TrialBalance")
        self.get("reports/GeneralLedger")
