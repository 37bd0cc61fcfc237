// Refund receipts: create, read, update, delete, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company, ref, sale } = require('./company');

let company;
let work;
let bank;
before(async () => {
  company = await Company.connect();
  work = await company.item('Work');
  bank = await company.account('Checking');
});

async function body(name, amount) {
  const buyer = await company.customer(name);
  return { CustomerRef: ref(buyer), DepositToAccountRef: bank, Line: [sale(work, 1, amount)] };
}

async function money() {
  const { CurrentBalance: balance } = await company.call('getAccount', bank.value);
  return Math.round(balance * 100);
}

test('money leaves the bank', async () => {
  const start = await money();
  const made = await company.call('createRefundReceipt', await body('Reader', 30));
  assert.deepEqual(await company.call('getRefundReceipt', made.Id), made);
  assert.deepEqual([made.TotalAmt, made.Balance, made.SyncToken], [30, 0, '0']);
  assert.equal(await money(), start - 3000);
});

test('a sparse update keeps the lines and a full one replaces them', async () => {
  const first = await body('Updater', 30);
  const made = await company.call('createRefundReceipt', first);
  const start = await money();
  const sparse = await company.call('updateRefundReceipt', { Id: made.Id, SyncToken: '0', PrivateNote: 'late' });
  assert.deepEqual([sparse.PrivateNote, sparse.TotalAmt], ['late', 30]);
  const full = { ...first, Id: made.Id, SyncToken: '1', sparse: false, Line: [sale(work, 1, 20)] };
  const changed = await company.call('updateRefundReceipt', { ...full });
  assert.deepEqual([changed.TotalAmt, changed.PrivateNote, await money()], [20, undefined, start + 1000]);
  await company.refused('5010', 'updateRefundReceipt', { ...full });
});

test('it needs an account and lines', async () => {
  const whole = await body('Misser', 1);
  const { DepositToAccountRef: account, ...rest } = whole;
  await company.refused('2020', 'createRefundReceipt', rest);
  await company.refused('2020', 'createRefundReceipt', { ...whole, Line: [] });
  assert.equal(account.value, bank.value);
});

test('a deleted one brings the money back', async () => {
  const start = await money();
  const made = await company.call('createRefundReceipt', await body('Deleter', 30));
  assert.equal((await company.call('deleteRefundReceipt', made.Id)).RefundReceipt.status, 'Deleted');
  assert.equal(await money(), start);
  await company.refused('610', 'getRefundReceipt', made.Id);
});

test('refunds are found and counted', async () => {
  const made = await company.call('createRefundReceipt', await body('Finder', 5));
  const mine = { field: 'CustomerRef', value: made.CustomerRef.value };
  const { QueryResponse: counted } = await company.call('findRefundReceipts', [mine, { count: true }]);
  assert.equal(counted.totalCount, 1);
  const found = await company.found('findRefundReceipts', [mine, { field: 'TotalAmt', value: 5, operator: '<=' }]);
  assert.deepEqual(found.map((refund) => refund.Id), [made.Id]);
});
