// Change data capture.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company, sale } = require('./company');

let company;
before(async () => {
  company = await Company.connect();
});

function ago(seconds) {
  return new Date(Date.now() - 1000 * seconds);
}

test('what changed and what is gone is told', async () => {
  const start = ago(1);
  const buyer = await company.customer('Changed Lately');
  const work = await company.item('Work');
  const kept = await company.invoice(buyer, sale(work, 1, 10));
  const gone = await company.invoice(buyer, sale(work, 1, 20));
  await company.call('deleteInvoice', gone);
  const { CDCResponse: [{ QueryResponse: answers }] } = await company.call('changeDataCapture', ['Customer', 'Invoice'], start.toISOString());
  const told = Object.assign({}, ...answers);
  assert.ok(told.Customer.some((customer) => customer.DisplayName === 'Changed Lately'));
  const invoices = Object.fromEntries(told.Invoice.map((invoice) => [invoice.Id, invoice]));
  assert.equal(invoices[kept.Id].TotalAmt, 10);
  assert.equal(invoices[gone.Id].status, 'Deleted');
});

test('nothing changed is nothing told', async () => {
  const answer = await company.call('changeDataCapture', 'Payment', ago(-300).toISOString());
  assert.deepEqual(answer.CDCResponse, [{ QueryResponse: [{}] }]);
});

test('what is too long ago or unknown is refused', async () => {
  await company.refused('2190', 'changeDataCapture', 'Customer', ago(31 * 86400).toISOString());
  await company.refused('2000', 'changeDataCapture', 'NoSuchEntity', ago(60).toISOString());
});
