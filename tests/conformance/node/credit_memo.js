// Credit memos: create, read, update, apply, delete, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company, ref, sale } = require('./company');

let company;
let work;
before(async () => {
  company = await Company.connect();
  work = await company.item('Work');
});

async function credited(buyer, amount) {
  return company.call('createCreditMemo', { CustomerRef: ref(buyer), Line: [sale(work, 1, amount)] });
}

async function owed(customer) {
  return (await company.call('getCustomer', customer.Id)).Balance;
}

test('a credit lowers what is owed', async () => {
  const buyer = await company.customer('Reader');
  const made = await credited(buyer, 40);
  assert.deepEqual(await company.call('getCreditMemo', made.Id), made);
  assert.deepEqual([made.TotalAmt, made.Balance, made.RemainingCredit, made.SyncToken], [40, 40, 40, '0']);
  assert.equal(await owed(buyer), -40);
});

test('a credit is applied by a payment of nothing', async () => {
  const buyer = await company.customer('Applier');
  const invoice = await company.invoice(buyer, sale(work, 1, 100));
  const credit = await credited(buyer, 40);
  const line = (TxnId, TxnType) => ({ Amount: 40, LinkedTxn: [{ TxnId, TxnType }] });
  const lines = [line(invoice.Id, 'Invoice'), line(credit.Id, 'CreditMemo')];
  await company.call('createPayment', { CustomerRef: ref(buyer), TotalAmt: 0, Line: lines });
  assert.equal((await company.call('getInvoice', invoice.Id)).Balance, 60);
  assert.equal((await company.call('getCreditMemo', credit.Id)).RemainingCredit, 0);
});

test('a sparse update keeps the lines and a full one replaces them', async () => {
  const buyer = await company.customer('Updater');
  const made = await credited(buyer, 40);
  const sparse = await company.call('updateCreditMemo', { Id: made.Id, SyncToken: '0', PrivateNote: 'broken' });
  assert.deepEqual([sparse.PrivateNote, sparse.TotalAmt], ['broken', 40]);
  const full = { Id: made.Id, SyncToken: '1', sparse: false, CustomerRef: ref(buyer), Line: [sale(work, 1, 30)] };
  const changed = await company.call('updateCreditMemo', { ...full });
  assert.deepEqual([changed.TotalAmt, changed.PrivateNote, await owed(buyer)], [30, undefined, -30]);
  await company.refused('5010', 'updateCreditMemo', { ...full });
});

test('it needs a customer and lines', async () => {
  await company.refused('2020', 'createCreditMemo', { Line: [sale(work, 1, 1)] });
  await company.refused('2020', 'createCreditMemo', { CustomerRef: { value: '1' } });
});

test('a deleted one no longer counts', async () => {
  const buyer = await company.customer('Deleter');
  const made = await credited(buyer, 40);
  assert.equal((await company.call('deleteCreditMemo', made.Id)).CreditMemo.status, 'Deleted');
  await company.refused('610', 'getCreditMemo', made.Id);
  assert.equal(await owed(buyer), 0);
});

test('credits are found and counted', async () => {
  const buyer = await company.customer('Finder');
  for (const amount of [5, 6]) await credited(buyer, amount);
  const mine = { field: 'CustomerRef', value: buyer.Id };
  const { QueryResponse: counted } = await company.call('findCreditMemos', [mine, { count: true }]);
  assert.equal(counted.totalCount, 2);
  const found = await company.found('findCreditMemos', [mine, { field: 'TotalAmt', value: 6 }]);
  assert.deepEqual(found.map((credit) => credit.TotalAmt), [6]);
});
