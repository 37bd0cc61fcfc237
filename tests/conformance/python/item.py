"""Products and services: create, read, update, deactivate, query, count."""

from datetime import date

from quickbooks.objects import Item

from company import CompanyTest


class ItemNoun(CompanyTest):
    def test_what_is_created_is_read_again(self):
        made = Item()
        made.Name, made.Type, made.Sku = "Desk Lamp", "NonInventory", "DL-1"
        made.Description, made.PurchaseDesc = "A lamp", "A lamp, boxed"
        made.UnitPrice, made.PurchaseCost = 49.5, 20
        made.IncomeAccountRef = self.account("Sales of Product Income").to_ref()
        made.ExpenseAccountRef = self.account("Cost of Goods Sold").to_ref()
        read = Item.get(made.save(qb=self.qb).Id, qb=self.qb)
        self.assertEqual((read.Name, read.FullyQualifiedName, read.Type), ("Desk Lamp", "Desk Lamp", "NonInventory"))
        self.assertEqual((read.UnitPrice, read.PurchaseCost), (49.5, 20))
        self.assertEqual((read.Description, read.PurchaseDesc), ("A lamp", "A lamp, boxed"))
        self.assertEqual(read.IncomeAccountRef.name, "Sales of Product Income")

    def test_stock_is_kept_with_its_accounts(self):
        made = Item()
        made.Name, made.Type, made.TrackQtyOnHand, made.QtyOnHand = "Garden Gnome", "Inventory", True, 12
        made.InvStartDate = date.today().isoformat()
        made.IncomeAccountRef = self.account("Sales of Product Income").to_ref()
        made.ExpenseAccountRef = self.account("Cost of Goods Sold").to_ref()
        with self.refused(2020):
            made.save(qb=self.qb)
        made.AssetAccountRef = self.account("Inventory Asset").to_ref()
        self.assertEqual(made.save(qb=self.qb).QtyOnHand, 12)

    def test_an_update_changes_and_a_sparse_one_keeps_the_rest(self):
        made = self.item("Window Cleaning")
        made.UnitPrice = 80
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, changed.UnitPrice), ("1", 80))
        body = '{"Id": "%s", "SyncToken": "1", "sparse": true, "Description": "inside"}' % made.Id
        sparse = self.qb.update_object("Item", body)["Item"]
        self.assertEqual((sparse["UnitPrice"], sparse["Description"]), (80, "inside"))

    def test_a_name_is_used_once_and_is_free_after_deactivation(self):
        made = self.item("Roof Repair")
        with self.refused(6240):
            self.item("Roof Repair")
        made.Active = False
        self.assertEqual(made.save(qb=self.qb).Name, "Roof Repair (deleted)")
        self.assertEqual(self.item("Roof Repair").Name, "Roof Repair")

    def test_a_service_needs_an_income_account_that_exists(self):
        made = Item()
        made.Name, made.Type = "Nothing Behind It", "Service"
        with self.refused(2020):
            made.save(qb=self.qb)
        made.IncomeAccountRef = self.account("Services").to_ref()
        made.IncomeAccountRef.value = "999999"
        with self.refused(2500):
            made.save(qb=self.qb)

    def test_items_are_found_and_counted(self):
        for number in range(3):
            self.item(f"Counted {number}")
        self.assertEqual(Item.count("Name LIKE 'Counted%'", qb=self.qb), 3)
        found = Item.where("Name LIKE 'Counted%' AND Type = 'Service'", order_by="Name", qb=self.qb)
        self.assertEqual([item.Name for item in found], ["Counted 0", "Counted 1", "Counted 2"])
        self.assertGreater(len(Item.all(qb=self.qb)), 10)
