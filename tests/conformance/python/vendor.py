"""Vendors: create, read, update, deactivate, query, count."""

from quickbooks.objects import Vendor
from quickbooks.objects.base import Address, EmailAddress, PhoneNumber

from company import CompanyTest


class VendorNoun(CompanyTest):
    def test_what_is_created_is_read_again(self):
        made = Vendor()
        made.DisplayName = "Northern Paper"
        made.CompanyName = "Northern Paper Mills Ltd"
        made.AcctNum = "NP-77"
        made.TaxIdentifier = "99-5688293"
        made.Vendor1099 = True
        made.PrimaryPhone = PhoneNumber()
        made.PrimaryPhone.FreeFormNumber = "(555) 555-0111"
        made.PrimaryEmailAddr = EmailAddress()
        made.PrimaryEmailAddr.Address = "orders@northern.example"
        made.BillAddr = Address()
        made.BillAddr.Line1 = "Dock 4"
        read = Vendor.get(made.save(qb=self.qb).Id, qb=self.qb)
        self.assertEqual((read.DisplayName, read.SyncToken, read.Balance), ("Northern Paper", "0", 0))
        self.assertEqual(read.PrintOnCheckName, "Northern Paper Mills Ltd")
        self.assertEqual(read.AcctNum, "NP-77")
        self.assertTrue(read.TaxIdentifier.endswith("8293"))
        self.assertNotEqual(read.TaxIdentifier, "99-5688293")
        self.assertTrue(read.Vendor1099)
        self.assertEqual(read.BillAddr.Line1, "Dock 4")

    def test_an_update_changes_and_counts(self):
        made = self.vendor("Western Ink")
        made.AcctNum = "W-1"
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, changed.AcctNum), ("1", "W-1"))
        made.AcctNum = "W-2"
        with self.refused(5010):
            made.save(qb=self.qb)

    def test_a_sparse_update_keeps_the_rest(self):
        made = self.vendor("Eastern Glue")
        body = '{"Id": "%s", "SyncToken": "0", "sparse": true, "Notes": "slow"}' % made.Id
        changed = self.qb.update_object("Vendor", body)["Vendor"]
        self.assertEqual((changed["DisplayName"], changed["Notes"]), ("Eastern Glue", "slow"))

    def test_a_name_is_used_once(self):
        self.vendor("Southern Wax")
        with self.refused(6240):
            self.vendor("Southern Wax")
        with self.refused(6240):
            self.customer("Southern Wax")

    def test_an_odd_address_is_refused(self):
        made = Vendor()
        made.DisplayName = "No At Sign"
        made.PrimaryEmailAddr = EmailAddress()
        made.PrimaryEmailAddr.Address = "nowhere"
        with self.refused(2210):
            made.save(qb=self.qb)

    def test_a_deactivated_one_is_out_of_sight(self):
        made = self.vendor("Closing Down")
        made.Active = False
        self.assertEqual(made.save(qb=self.qb).DisplayName, "Closing Down (deleted)")
        self.assertEqual(Vendor.filter(DisplayName="Closing Down", qb=self.qb), [])
        self.assertEqual(Vendor.count(f"Id = '{made.Id}' AND Active IN (true, false)", qb=self.qb), 1)

    def test_vendors_are_found_in_order(self):
        for number in range(3):
            self.vendor(f"Ordered {number}")
        found = Vendor.where("DisplayName LIKE 'Ordered %'", order_by="DisplayName DESC", qb=self.qb)
        self.assertEqual([vendor.DisplayName for vendor in found], ["Ordered 2", "Ordered 1", "Ordered 0"])
