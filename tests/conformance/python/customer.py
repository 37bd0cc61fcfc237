"""Customers: create, read, update, deactivate, query, count."""

from quickbooks.objects import Customer
from quickbooks.objects.base import Address, EmailAddress, PhoneNumber, WebAddress

from company import CompanyTest


class CustomerNoun(CompanyTest):
    def whole(self, name):
        made = Customer()
        made.DisplayName = name
        made.Title, made.GivenName, made.FamilyName, made.Suffix = "Ms.", "Olga", "Berg", "Jr."
        made.CompanyName = "Berg & Daughters"
        made.Notes = "prefers mornings"
        made.PrimaryPhone = PhoneNumber()
        made.PrimaryPhone.FreeFormNumber = "(555) 555-0100"
        made.PrimaryEmailAddr = EmailAddress()
        made.PrimaryEmailAddr.Address = "olga@berg.example"
        made.WebAddr = WebAddress()
        made.WebAddr.URI = "https://berg.example"
        made.BillAddr = Address()
        made.BillAddr.Line1, made.BillAddr.City = "1 Mill Lane", "Springfield"
        made.BillAddr.CountrySubDivisionCode, made.BillAddr.PostalCode = "IL", "62701"
        return made

    def test_what_is_created_is_read_again(self):
        made = self.whole("Olga Berg").save(qb=self.qb)
        read = Customer.get(made.Id, qb=self.qb)
        self.assertEqual((read.Id, read.SyncToken, read.sparse, read.domain), (made.Id, "0", False, "QBO"))
        self.assertEqual(read.DisplayName, "Olga Berg")
        self.assertEqual(read.FullyQualifiedName, "Olga Berg")
        self.assertEqual(read.PrintOnCheckName, "Berg & Daughters")
        self.assertEqual((read.Title, read.GivenName, read.FamilyName, read.Suffix), ("Ms.", "Olga", "Berg", "Jr."))
        self.assertEqual(read.PrimaryPhone.FreeFormNumber, "(555) 555-0100")
        self.assertEqual(read.PrimaryEmailAddr.Address, "olga@berg.example")
        self.assertEqual(read.WebAddr.URI, "https://berg.example")
        self.assertEqual((read.BillAddr.Line1, read.BillAddr.PostalCode), ("1 Mill Lane", "62701"))
        self.assertTrue(read.BillAddr.Id)
        self.assertEqual((read.Balance, read.BalanceWithJobs), (0, 0))
        self.assertTrue(read.Active)

    def test_an_update_changes_and_counts(self):
        made = self.whole("Change Me").save(qb=self.qb)
        read = Customer.get(made.Id, qb=self.qb)
        read.CompanyName = "Berg Brothers"
        read.PrimaryPhone.FreeFormNumber = "(555) 555-0199"
        changed = read.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, changed.CompanyName), ("1", "Berg Brothers"))
        self.assertEqual(Customer.get(made.Id, qb=self.qb).PrimaryPhone.FreeFormNumber, "(555) 555-0199")

    def test_a_sparse_update_keeps_the_rest(self):
        made = self.whole("Sparse One").save(qb=self.qb)
        body = '{"Id": "%s", "SyncToken": "0", "sparse": true, "Notes": "afternoons"}' % made.Id
        changed = self.qb.update_object("Customer", body)["Customer"]
        self.assertEqual(changed["Notes"], "afternoons")
        self.assertEqual(changed["CompanyName"], "Berg & Daughters")

    def test_an_old_token_is_refused(self):
        made = self.customer("Stale")
        first, second = (Customer.get(made.Id, qb=self.qb) for _ in range(2))
        first.Notes = "mine"
        first.save(qb=self.qb)
        second.Notes = "yours"
        with self.refused(5010, "You and"):
            second.save(qb=self.qb)

    def test_a_name_is_used_once(self):
        self.customer("Only One")
        with self.refused(6240, "The name supplied already exists."):
            self.customer("only one")
        with self.refused(6240):
            self.vendor("Only One")

    def test_a_customer_without_any_name_is_refused(self):
        with self.refused(6080):
            Customer().save(qb=self.qb)

    def test_a_deactivated_one_is_found_only_when_asked_for_and_its_name_is_free(self):
        made = self.customer("Gone Soon")
        made.Active = False
        gone = made.save(qb=self.qb)
        self.assertFalse(gone.Active)
        self.assertEqual(gone.DisplayName, "Gone Soon (deleted)")
        self.assertEqual(Customer.where(f"Id = '{made.Id}'", qb=self.qb), [])
        self.assertEqual(len(Customer.where(f"Id = '{made.Id}' AND Active = false", qb=self.qb)), 1)
        self.assertEqual(self.customer("Gone Soon").DisplayName, "Gone Soon")

    def test_customers_are_found_and_counted(self):
        ids = [self.customer(f"Found {number}").Id for number in range(5)]
        self.assertEqual(Customer.count("DisplayName LIKE 'Found%'", qb=self.qb), 5)
        page = Customer.where("DisplayName LIKE 'Found%'", order_by="DisplayName DESC", start_position=2, max_results=2, qb=self.qb)
        self.assertEqual([found.DisplayName for found in page], ["Found 3", "Found 2"])
        chosen = Customer.choose(ids[:2], qb=self.qb)
        self.assertEqual(sorted(found.Id for found in chosen), sorted(ids[:2]))
        self.assertEqual(Customer.filter(DisplayName="Found 4", Active=True, qb=self.qb)[0].Id, ids[4])
        self.assertEqual(Customer.filter(DisplayName="Found 9", qb=self.qb), [])
        self.assertEqual(len(Customer.all(max_results=3, qb=self.qb)), 3)

    def test_an_apostrophe_is_escaped(self):
        made = self.customer("Adam's Candy Shop")
        self.assertEqual(Customer.filter(DisplayName="Adam's Candy Shop", qb=self.qb)[0].Id, made.Id)

    def test_what_is_not_there_is_refused(self):
        with self.refused(610):
            Customer.get(999999, qb=self.qb)
