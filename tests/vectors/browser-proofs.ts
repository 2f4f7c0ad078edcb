import { createHmac } from 'node:crypto';
import {
  below,
  browserJwk,
  jkt,
  now,
  otherJwk,
  privateOf,
  publicPart,
  publicUrl,
  seconds,
  sha256,
  shared,
  shop,
  type ActVector,
  type BrowserVectors,
  type RequestVector,
} from './values.ts';
import { ed25519, jws, p256, type Sign } from './parts.ts';

/** Makes every vector, valid and invalid. `former`: the tokens of the present file. */
export function makeBrowserVectors(former: ReadonlySet<string>): BrowserVectors {
  const shopSigns = ed25519(privateOf('shop'));
  const otherSigns = ed25519(privateOf('other'));
  const browserSigns = p256(browserJwk, former);
  const otherBrowserSigns = p256(otherJwk, former);
  const browser = publicPart(browserJwk);

  const kid = shared.keys.shop.keyId;
  const tokenHeader = { alg: 'EdDSA', typ: 'kontor-admin+jws', kid };
  const proofHeader = { typ: 'dpop+jwt', alg: 'ES256', jwk: browser };
  const anna = { sub: 'anna', may: 'admin' };
  const tokenClaims = (more: object = {}, iat = seconds, user: object = anna) => ({
    iss: shop,
    aud: publicUrl,
    iat,
    exp: iat + 300,
    ...user,
    cnf: { jkt: jkt(browser) },
    ...more,
  });
  const token = (more: object = {}, header: object = {}, signs: Sign = shopSigns) =>
    jws({ ...tokenHeader, ...header }, tokenClaims(more), signs);
  const good = token();

  let count = 0;
  /** How a request differs from a valid one. */
  interface Deviation {
    token?: string | undefined;
    dpop?: string | undefined;
    method?: string;
    target?: string;
    body?: string;
    /** Claims of the proof that differ from the right ones; undefined removes a claim. */
    claims?: object;
    header?: object;
    signs?: Sign;
    user?: { sub: string; may: string };
    shop?: string;
    key?: 'revoked';
  }
  function request(name: string, expected: string, what: string, deviation: Deviation = {}): RequestVector {
    const { method = 'GET', target = `${below}/orders?number=A%271&limit=5`, body = '' } = deviation;
    const sent = 'token' in deviation ? deviation.token : good;
    const jti = `vector-${String(++count).padStart(10, '0')}`;
    const claims = {
      jti,
      htm: method,
      htu: publicUrl + target.split('?', 1)[0],
      iat: seconds,
      ath: sha256(sent ?? ''),
      pq: target,
      bh: sha256(body),
      ...deviation.claims,
    };
    const dpop =
      'dpop' in deviation
        ? deviation.dpop
        : jws({ ...proofHeader, ...deviation.header }, claims, deviation.signs ?? browserSigns);
    return {
      name,
      what,
      token: sent,
      dpop,
      inputs: {
        shop: deviation.shop ?? shop,
        method,
        target,
        body,
        jti,
        at: now,
        user: deviation.user ?? anna,
        ...(deviation.key ? { key: deviation.key } : {}),
      },
      expected,
    };
  }
  /** A request with another token, which the proof names. */
  const withToken = (name: string, expected: string, what: string, sent: string, more: Deviation = {}) =>
    request(name, expected, what, { token: sent, ...more });
  /** A request whose proof has other claims. */
  const withProof = (name: string, expected: string, what: string, claims: object, more: Deviation = {}) =>
    request(name, expected, what, { claims, ...more });

  const clerk = { sub: '#7', may: 'orders' };
  const altered = good
    .split('.')
    .map((part, place) =>
      place === 1 ? Buffer.from(JSON.stringify(tokenClaims({ sub: 'berit' }))).toString('base64url') : part,
    );
  /** A key whose numbers are not a point of the curve. */
  const noPoint = { ...browser, y: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
  const requestProof = jws(
    { ...tokenHeader, typ: 'kontor-request+jws' },
    { iss: shop, aud: publicUrl, iat: seconds, jti: 'vector-request-01', htm: 'GET', htu: publicUrl, bh: sha256('') },
    shopSigns,
  );

  const requests = [
    request('get', 'ok', 'A question with a query.'),
    request('post', 'ok', 'A body with letters beyond ASCII.', {
      method: 'POST',
      target: `${below}/tasks/1/decide`,
      body: '{"option":"Ærlig: ja, 1.50 €"}',
    }),
    request('delete', 'ok', 'A change without a body.', { method: 'DELETE', target: `${below}/connections/c1` }),
    withToken('clerk', 'ok', 'A user who works with orders, and whose login is no name for the bridge.', token(clerk), {
      user: clerk,
    }),
    withToken(
      'shop-clock-behind',
      'ok',
      'The shop’s clock is 60 seconds behind, and the token ends now.',
      token({ iat: seconds - 360, exp: seconds - 60 }),
    ),
    withToken(
      'shop-clock-ahead',
      'ok',
      'The shop’s clock is 60 seconds ahead.',
      token({ iat: seconds + 60, exp: seconds + 360 }),
    ),
    withProof('browser-clock-behind', 'ok', 'The browser’s clock is 60 seconds behind.', { iat: seconds - 60 }),
    withProof('browser-clock-ahead', 'ok', 'The browser’s clock is 60 seconds ahead.', { iat: seconds + 60 }),

    request('no-token', 'token.missing', 'A proof alone.', { token: undefined }),
    request('empty-token', 'token.missing', 'An empty token.', { token: '' }),
    withToken('token-is-text', 'token.unreadable', 'The token is no JWS.', 'token'),
    withToken('token-in-four-parts', 'token.unreadable', 'The token has a part too many.', `${good}.x`),
    withToken(
      'token-endless',
      'token.unreadable',
      'The token has more than 4096 characters.',
      token({ more: 'x'.repeat(4096) }),
    ),
    withToken(
      'token-unsigned',
      'token.unreadable',
      'The token says that it needs no signature.',
      token({}, { alg: 'none' }, () => ''),
    ),
    withToken(
      'token-hmac',
      'token.unreadable',
      'The token is signed with the public key as if it were a secret.',
      token({}, { alg: 'HS256' }, (text) =>
        createHmac('sha256', shared.keys.shop.key.x ?? '')
          .update(text)
          .digest('base64url'),
      ),
    ),
    withToken(
      'token-own-key',
      'token.unreadable',
      'The token brings the key that it is signed with.',
      token({}, { jwk: shared.keys.other.key }, otherSigns),
    ),
    withToken('token-without-kid', 'token.unreadable', 'The token names no key.', token({}, { kid: undefined })),
    withToken('token-without-key', 'token.unreadable', 'The token is bound to no key.', token({ cnf: undefined })),
    withToken(
      'token-operator',
      'token.unreadable',
      'The token claims a right that no browser has.',
      token({ may: 'operator' }),
    ),
    withToken(
      'token-e-mail',
      'token.unreadable',
      'The token names an e-mail address.',
      token({ sub: 'anna@shop.example' }),
    ),
    withToken(
      'token-act-name',
      'token.unreadable',
      'The token names a user as if the shop had signed.',
      token({ sub: 'anna (act)' }),
    ),
    withToken(
      'token-long-name',
      'token.unreadable',
      'The token’s user has 61 characters.',
      token({ sub: 'a'.repeat(61) }),
    ),
    withToken('token-is-proof', 'token.wrong_type', 'The proof of a request in place of the token.', requestProof),
    withToken(
      'token-unknown-key',
      'token.unknown_key',
      'The token names a key that the shop does not have.',
      token({}, { kid: shared.keys.other.keyId }, otherSigns),
    ),
    request('token-revoked-key', 'token.revoked_key', 'The key of the token was revoked.', { key: 'revoked' }),
    withToken(
      'token-other-signature',
      'token.wrong_signature',
      'The token names the shop’s key and is signed with another.',
      token({}, {}, otherSigns),
    ),
    withToken('token-altered', 'token.wrong_signature', 'The token’s user was changed afterwards.', altered.join('.')),
    withToken(
      'token-other-bridge',
      'token.wrong_audience',
      'The token is for another bridge.',
      token({ aud: 'https://kontor.example.com' }),
    ),
    withToken('token-too-long', 'token.too_long', 'The token counts for 301 seconds.', token({ exp: seconds + 301 })),
    withToken(
      'token-expired',
      'token.expired',
      'The token ended 61 seconds ago.',
      token({ iat: seconds - 361, exp: seconds - 61 }),
    ),
    withToken(
      'token-to-come',
      'token.expired',
      'The token was made 61 seconds from now.',
      token({ iat: seconds + 61, exp: seconds + 361 }),
    ),
    withToken('token-never', 'token.expired', 'The token ends before it begins.', token({ exp: seconds - 300 })),
    withToken('token-other-shop', 'shop.unknown', 'The token is another shop’s.', token({ iss: 's9othershop2' })),
    request('address-other-shop', 'shop.unknown', 'The address is another shop’s.', {
      shop: 's9othershop2',
      target: '/v1/shops/s9othershop2/orders',
    }),

    request('no-proof', 'dpop.missing', 'A stolen token alone.', { dpop: undefined }),
    request('proof-is-text', 'dpop.unreadable', 'The proof is no JWS.', { dpop: 'proof' }),
    request('proof-other-type', 'dpop.wrong_type', 'The proof is a token of another type.', { header: { typ: 'JWT' } }),
    request('proof-is-token', 'dpop.wrong_type', 'The token in place of the proof.', { dpop: good }),
    request('proof-other-algorithm', 'dpop.unreadable', 'The proof names another algorithm.', {
      header: { alg: 'ES384' },
    }),
    request('proof-unsigned', 'dpop.unreadable', 'The proof says that it needs no signature.', {
      header: { alg: 'none' },
      signs: () => '',
    }),
    request('proof-without-key', 'dpop.unreadable', 'The proof brings no key.', { header: { jwk: undefined } }),
    request('proof-private-key', 'dpop.unreadable', 'The proof brings the private part of its key.', {
      header: { jwk: browserJwk },
    }),
    request('proof-names-key', 'dpop.unreadable', 'The proof names a key (kid) besides the one that it brings.', {
      header: { kid },
    }),
    request('proof-critical', 'dpop.unreadable', 'The proof asks for an extension.', {
      header: { crit: ['b64'], b64: false },
    }),
    withToken(
      'proof-no-point',
      'dpop.unreadable',
      'The numbers of the key are no point of the curve.',
      token({ cnf: { jkt: jkt(noPoint) } }),
      { header: { jwk: noPoint } },
    ),
    withProof('proof-without-body', 'dpop.unreadable', 'The proof names no body.', { bh: undefined }),
    withProof('proof-without-query', 'dpop.unreadable', 'The proof names no path and query.', { pq: undefined }),
    withProof('proof-short-id', 'dpop.unreadable', 'The proof’s id has 15 characters.', { jti: 'x'.repeat(15) }),
    withProof('proof-odd-id', 'dpop.unreadable', 'The proof’s id holds a line break.', {
      jti: 'vector-with\nline-break',
    }),
    request('proof-other-key', 'dpop.wrong_key', 'The proof is signed with another browser’s key, which it brings.', {
      header: { jwk: publicPart(otherJwk) },
      signs: otherBrowserSigns,
    }),
    request(
      'proof-other-signature',
      'proof.wrong_signature',
      'The proof brings the browser’s key and is signed with another.',
      { signs: otherBrowserSigns },
    ),
    withProof('proof-other-token', 'dpop.wrong_token', 'The proof was made for an earlier token.', {
      ath: sha256(token({ iat: seconds - 60, exp: seconds + 240 })),
    }),
    withProof('proof-old', 'proof.skewed_clock', 'The proof was made 61 seconds ago.', { iat: seconds - 61 }),
    withProof('proof-to-come', 'proof.skewed_clock', 'The proof was made 61 seconds from now.', { iat: seconds + 61 }),
    withProof('proof-other-method', 'proof.wrong_method', 'The proof was made for another method.', { htm: 'POST' }),
    withProof('proof-small-method', 'proof.wrong_method', 'The method stands in small letters.', { htm: 'get' }),
    withProof('proof-other-host', 'proof.wrong_address', 'The proof was made for another bridge.', {
      htu: `https://evil.example${below}/orders`,
    }),
    withProof('proof-other-path', 'proof.wrong_address', 'The proof was made for another path.', {
      htu: `${publicUrl}${below}/tasks`,
    }),
    withProof('proof-query-in-address', 'proof.wrong_address', 'The proof’s address holds the query.', {
      htu: `${publicUrl}${below}/orders?number=A%271&limit=5`,
    }),
    withProof('proof-other-query', 'proof.wrong_address', 'The proof was made for another query.', {
      pq: `${below}/orders?number=A%272&limit=5`,
    }),
    withProof('proof-turned-query', 'proof.wrong_address', 'The query’s names stand in another order.', {
      pq: `${below}/orders?limit=5&number=A%271`,
    }),
    withProof('proof-decoded-query', 'proof.wrong_address', 'The query is written in another way.', {
      pq: `${below}/orders?number=A'1&limit=5`,
    }),
    withProof(
      'proof-other-body',
      'proof.wrong_body',
      'The proof was made for another body.',
      { bh: sha256('{"option":"no"}') },
      { method: 'POST', target: `${below}/tasks/1/decide`, body: '{"option":"yes"}' },
    ),
  ];

  /** A request that the shop signs for a user. */
  const act = (
    name: string,
    expected: string,
    what: string,
    who: { sub: unknown; may: unknown },
    signs = shopSigns,
  ): ActVector => {
    const method = 'POST';
    const target = `${below}/tasks/1/decide`;
    const body = '{"option":"Ærlig"}';
    const jti = `vector-act-${String(++count).padStart(10, '0')}`;
    const claims = {
      iss: shop,
      aud: publicUrl,
      iat: seconds,
      jti,
      htm: method,
      htu: publicUrl + target,
      bh: sha256(body),
      act: who,
    };
    const proof = jws({ ...tokenHeader, typ: 'kontor-request+jws' }, claims, signs);
    return { name, what, proof, inputs: { shop, method, target, body, jti, at: now, act: who }, expected };
  };
  const acts = [
    act('act-admin', 'ok', 'The shop signs for an admin.', anna),
    act('act-clerk', 'ok', 'The shop signs for a user who works with orders.', clerk),
    act('act-operator', 'proof.unreadable', 'The shop claims a right that no browser has.', {
      sub: 'anna',
      may: 'operator',
    }),
    act('act-e-mail', 'proof.unreadable', 'The shop names an e-mail address.', {
      sub: 'anna@shop.example',
      may: 'admin',
    }),
    act('act-nobody', 'proof.unreadable', 'The shop names nobody.', { sub: '', may: 'admin' }),
    act('act-other-signature', 'proof.wrong_signature', 'Somebody else signs for an admin.', anna, otherSigns),
  ];

  return {
    about:
      'Made by tests/vectors/main.ts. Requests of browsers at 2026-03-01T12:00:00Z, and what the bridge makes of them. The keys are those of proofs.json.',
    publicUrl,
    now,
    keys: {
      browser: { jwk: browserJwk, jkt: jkt(browserJwk) },
      other: { jwk: otherJwk, jkt: jkt(otherJwk) },
    },
    requests,
    acts,
  };
}
