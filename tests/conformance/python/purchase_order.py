"""Purchase orders: create, read, update, close, delete, query, count."""

from quickbooks.objects import PurchaseOrder

from company import CompanyTest, ref


class PurchaseOrderNoun(CompanyTest):
    def setUp(self):
        self.seller = self.vendor(f"Seller of {self.id()}"[-90:])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls().item("Goods")

    def ordered(self, *lines):
        made = PurchaseOrder()
        made.VendorRef = self.seller.to_ref()
        made.APAccountRef = self.account("Accounts Payable (A/P)").to_ref()
        made.Line.extend(lines)
        return made.save(qb=self.qb)

    def test_what_is_created_is_read_again(self):
        made = self.ordered(self.bought(self.goods, 4, 2.5), self.bought(self.goods, 1, 7))
        read = PurchaseOrder.get(made.Id, qb=self.qb)
        self.assertEqual((read.TotalAmt, read.POStatus, read.SyncToken), (17, "Open", "0"))
        self.assertEqual([line.Amount for line in read.Line], [10, 7])
        self.assertEqual(read.Line[0].ItemBasedExpenseLineDetail.BillableStatus, "NotBillable")
        self.assertEqual(read.VendorRef.name, self.seller.DisplayName)

    def test_an_update_changes_and_closes(self):
        made = self.ordered(self.bought(self.goods, 4, 2.5))
        made.Memo, made.POStatus = "no more", "Closed"
        changed = made.save(qb=self.qb)
        self.assertEqual((changed.SyncToken, changed.Memo, changed.POStatus), ("1", "no more", "Closed"))
        body = '{"Id": "%s", "SyncToken": "1", "sparse": true, "POStatus": "Open"}' % made.Id
        opened = self.qb.update_object("PurchaseOrder", body)["PurchaseOrder"]
        self.assertEqual((opened["POStatus"], opened["TotalAmt"], opened["Memo"]), ("Open", 10, "no more"))
        with self.refused(5010):
            made.save(qb=self.qb)

    def test_an_order_needs_a_vendor_and_lines(self):
        with self.refused(2020):
            self.ordered()
        self.seller.Id = "999999"
        with self.refused(2500):
            self.ordered(self.bought(self.goods, 1, 1))

    def test_a_customer_is_no_vendor(self):
        made = PurchaseOrder()
        made.VendorRef = ref(self.customer("Not A Seller").Id)
        made.Line.append(self.bought(self.goods, 1, 1))
        with self.refused(2500):
            made.save(qb=self.qb)

    def test_an_order_cannot_be_voided(self):
        made = self.ordered(self.bought(self.goods, 1, 1))
        url = f"{self.qb.api_url}/company/{self.qb.company_id}/purchaseorder"
        with self.refused(500, "Operation void is not supported."):
            body = '{"Id": "%s", "SyncToken": "0"}' % made.Id
            self.qb.post(url, body, params={"operation": "void"})

    def test_a_deleted_one_is_gone(self):
        made = self.ordered(self.bought(self.goods, 1, 1))
        self.assertEqual(made.delete(qb=self.qb)["PurchaseOrder"]["status"], "Deleted")
        with self.refused(610):
            PurchaseOrder.get(made.Id, qb=self.qb)

    def test_orders_are_found_and_counted(self):
        made = [self.ordered(self.bought(self.goods, 1, price)) for price in (3, 4)]
        chosen = PurchaseOrder.choose([order.Id for order in made], qb=self.qb)
        self.assertEqual(sorted(order.TotalAmt for order in chosen), [3, 4])
        self.assertGreaterEqual(PurchaseOrder.count(qb=self.qb), 2)
        number = made[1].DocNumber
        self.assertEqual(PurchaseOrder.filter(DocNumber=number, qb=self.qb)[0].Id, made[1].Id)
