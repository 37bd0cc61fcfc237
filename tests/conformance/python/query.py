"""The query language as the library writes it, and raw statements."""

from datetime import datetime, timedelta, timezone

from quickbooks.objects import (
    Account,
    CompanyInfo,
    Department,
    Employee,
    Invoice,
    PaymentMethod,
    Preferences,
    TaxAgency,
    TaxCode,
    TaxRate,
    Term,
)
from quickbooks.objects.trackingclass import Class

from company import CompanyTest


class Query(CompanyTest):
    def test_every_list_can_be_read(self):
        for kind in (Account, Employee, PaymentMethod, TaxAgency, TaxCode, TaxRate, Term):
            found = kind.all(qb=self.qb)
            self.assertGreater(len(found), 0, kind.__name__)
            self.assertEqual(kind.get(found[0].Id, qb=self.qb).Id, found[0].Id, kind.__name__)
        for kind in (Class, Department):
            self.assertEqual(kind.all(qb=self.qb), [], kind.__name__)

    def test_the_company_and_its_preferences_can_be_read(self):
        self.assertEqual(CompanyInfo.all(qb=self.qb)[0].Country, "US")
        self.assertEqual(Preferences.get(qb=self.qb).CurrencyPrefs.HomeCurrency.value, "USD")

    def test_changes_are_found_by_their_time(self):
        now = datetime.now(timezone.utc)
        made = self.invoice(self.customer("Timed"), self.sale(self.item("Timed Work"), 1, 5))
        found = Invoice.where(f"MetaData.LastUpdatedTime >= '{(now - timedelta(seconds=2)).isoformat(timespec='seconds')}'", qb=self.qb)
        self.assertIn(made.Id, [invoice.Id for invoice in found])
        found = Invoice.where(f"MetaData.CreateTime > '{(now + timedelta(hours=1)).isoformat(timespec='seconds')}'", qb=self.qb)
        self.assertEqual(found, [])

    def test_named_members_alone_are_given(self):
        answer = self.qb.query("SELECT DisplayName FROM Customer WHERE Id = '1'")["QueryResponse"]
        self.assertEqual(answer["Customer"][0]["DisplayName"], "Amy's Bird Sanctuary")
        self.assertNotIn("Balance", answer["Customer"][0])
        self.assertEqual((answer["startPosition"], answer["maxResults"]), (1, 1))

    def test_what_is_no_statement_is_refused(self):
        for statement, code in (
            ("SELECT * FROM Customer WHERE", 4000),
            ("SELECT * FROM Customer WHERE NoSuchField = '1'", 4001),
            ("SELECT * FROM Customer STARTPOSITION 0", 4001),
            ("SELECT * FROM Customer MAXRESULTS 1001", 4001),
            ("DELETE FROM Customer", 4000),
        ):
            with self.subTest(statement), self.refused(code):
                self.qb.query(statement)
