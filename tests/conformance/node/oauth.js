// Connecting, refreshing, disconnecting: intuit-oauth and node-quickbooks.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const OAuthClient = require('intuit-oauth');
const { BASE, Company, session } = require('./company');

const CALLBACK = 'http://localhost:8000/callback';

async function app() {
  const { client_id: clientId, client_secret: clientSecret } = await session();
  const client = new OAuthClient({ clientId, clientSecret, environment: 'sandbox', redirectUri: CALLBACK });
  const endpoints = await (await fetch(`${BASE}/.well-known/openid_sandbox_configuration`)).json();
  client.setAuthorizeURLs({
    authorizeEndpoint: endpoints.authorization_endpoint,
    tokenEndpoint: endpoints.token_endpoint,
    revokeEndpoint: endpoints.revocation_endpoint,
    userInfoEndpoint: endpoints.userinfo_endpoint,
  });
  return client;
}

/** What the user does: opens the page and clicks. Returns where the app is called back. */
async function consent(client, decision) {
  const url = client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'our-state' });
  assert.equal((await fetch(url)).status, 200);
  const body = new URLSearchParams(new URL(url).search);
  body.set('decision', decision);
  const answer = await fetch(url.split('?')[0], { method: 'POST', body, redirect: 'manual' });
  const back = answer.headers.get('location');
  assert.ok(back.startsWith(CALLBACK), back);
  return back;
}

async function connected() {
  const client = await app();
  await client.createToken(await consent(client, 'connect'));
  return client;
}

async function companyInfo(client) {
  const { realm_id: realm } = await session();
  const url = `${BASE}/v3/company/${realm}/companyinfo/${realm}`;
  const answer = await client.makeApiCall({ url });
  return answer.json.CompanyInfo;
}

test('a code buys tokens that open the company', async () => {
  const client = await connected();
  const token = client.getToken();
  assert.equal(token.expires_in, 3600);
  assert.equal(token.x_refresh_token_expires_in, 8726400);
  assert.equal(token.realmId, (await session()).realm_id);
  assert.ok(client.isAccessTokenValid());
  assert.equal((await companyInfo(client)).Country, 'US');
});

test('a user may say no', async () => {
  const back = new URL(await consent(await app(), 'deny'));
  assert.equal(back.searchParams.get('error'), 'access_denied');
  assert.equal(back.searchParams.get('state'), 'our-state');
});

test('a refresh gives a new access token', async () => {
  const client = await connected();
  const before = client.getToken().access_token;
  await client.refresh();
  assert.notEqual(client.getToken().access_token, before);
  assert.equal((await companyInfo(client)).Country, 'US');
});

test('after a revoke nothing works', async () => {
  const client = await connected();
  const { access_token: access, refresh_token: refresh } = client.getToken();
  await client.revoke();
  await assert.rejects(client.refreshUsingToken(refresh), /invalid_grant|400/);
  const { realm_id: realm } = await session();
  const answer = await fetch(`${BASE}/v3/company/${realm}/companyinfo/${realm}`, {
    headers: { Authorization: `Bearer ${access}`, Accept: 'application/json' },
  });
  assert.equal(answer.status, 401);
});

test('node-quickbooks refreshes and revokes', async () => {
  const company = await Company.connect();
  const before = company.client.token;
  const tokens = await company.call('refreshAccessToken');
  assert.equal(tokens.token_type, 'bearer');
  assert.notEqual(company.client.token, before);
  assert.equal((await company.call('getCompanyInfo', company.client.realmId)).Country, 'US');
  const { client } = await Company.connect();
  const [token, realm] = [client.token, client.realmId];
  await new Company(client).call('revokeAccess', true);
  Object.assign(client, { token, realmId: realm });
  await assert.rejects(new Company(client).call('getCompanyInfo', realm), (error) => error.response.status === 401);
});
