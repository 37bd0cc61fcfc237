// Purchase orders: create, read, update, close, delete, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company, bought, ref } = require('./company');

let company;
let goods;
before(async () => {
  company = await Company.connect();
  goods = await company.item('Goods');
});

async function ordered(name, ...lines) {
  const seller = await company.vendor(name);
  return { VendorRef: ref(seller), APAccountRef: await company.account('Accounts Payable (A/P)'), Line: lines };
}

test('what is created is read again', async () => {
  const made = await company.call('createPurchaseOrder', await ordered('Reader', bought(goods, 4, 2.5), bought(goods, 1, 7)));
  const read = await company.call('getPurchaseOrder', made.Id);
  assert.deepEqual(read, made);
  assert.deepEqual([read.TotalAmt, read.POStatus, read.SyncToken], [17, 'Open', '0']);
  assert.equal(read.Line[0].ItemBasedExpenseLineDetail.BillableStatus, 'NotBillable');
  assert.equal(read.Line[0].ItemBasedExpenseLineDetail.TaxCodeRef.value, 'NON');
});

test('it is changed, closed and opened', async () => {
  const body = await ordered('Closer', bought(goods, 4, 2.5));
  const made = await company.call('createPurchaseOrder', body);
  const closed = await company.call('updatePurchaseOrder', { Id: made.Id, SyncToken: '0', POStatus: 'Closed' });
  assert.deepEqual([closed.POStatus, closed.TotalAmt], ['Closed', 10]);
  const full = { ...body, Id: made.Id, SyncToken: '1', sparse: false, Line: [bought(goods, 2, 2)] };
  const changed = await company.call('updatePurchaseOrder', full);
  assert.deepEqual([changed.SyncToken, changed.TotalAmt], ['2', 4]);
  await company.refused('5010', 'updatePurchaseOrder', { Id: made.Id, SyncToken: '1', POStatus: 'Open' });
  await company.refused('2170', 'updatePurchaseOrder', { Id: made.Id, SyncToken: '2', POStatus: 'Ajar' });
});

test('it needs a vendor and lines', async () => {
  await company.refused('2020', 'createPurchaseOrder', await ordered('Empty'));
  const body = await ordered('Whole', bought(goods, 1, 1));
  await company.refused('2500', 'createPurchaseOrder', { ...body, VendorRef: { value: '999999' } });
  await company.refused('2020', 'createPurchaseOrder', { Line: body.Line });
});

test('a deleted one is gone', async () => {
  const made = await company.call('createPurchaseOrder', await ordered('Deleter', bought(goods, 1, 1)));
  const answer = await company.call('deletePurchaseOrder', made.Id);
  assert.equal(answer.PurchaseOrder.status, 'Deleted');
  await company.refused('610', 'getPurchaseOrder', made.Id);
});

test('orders are found and counted', async () => {
  const made = await company.call('createPurchaseOrder', await ordered('Finder', bought(goods, 1, 3)));
  const found = await company.found('findPurchaseOrders', { DocNumber: made.DocNumber });
  assert.deepEqual(found.map((order) => order.Id), [made.Id]);
  const { QueryResponse: counted } = await company.call('findPurchaseOrders', [{ count: true }]);
  assert.ok(counted.totalCount >= 1);
});
