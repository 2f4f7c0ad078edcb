import { createLog, withCorrelation } from './log.ts';

/** A log whose lines are collected. */
function collectingLog() {
  const lines: string[] = [];
  return { lines, log: createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } }) };
}
const entry = (line: string | undefined): unknown => JSON.parse(line ?? '');

describe('the log', () => {
  it('writes ids, codes and figures, with the correlation id on every line', () => {
    const { lines, log } = collectingLog();
    withCorrelation(log, 'c-1').info(
      {
        shop: 's1',
        order: 12,
        state: 'waiting',
        code: 'sent',
        keyId: 'k1',
        ms: 3,
        transfer: { id: 4 },
        at: new Date(0),
      },
      'done',
    );
    expect(entry(lines[0])).toEqual({
      level: 'info',
      time: expect.any(String) as unknown,
      correlationId: 'c-1',
      shop: 's1',
      order: 12,
      state: 'waiting',
      code: 'sent',
      keyId: 'k1',
      ms: 3,
      transfer: { id: 4 },
      at: '1970-01-01T00:00:00.000Z',
      msg: 'done',
    });
  });

  const hidden = 'Zq7-hidden';
  it.each([
    'authorization',
    'Authorization',
    'kontor-proof',
    'cookie',
    'apiKey',
    'applicationKey',
    'KONTOR_KEY',
    'access_token',
    'clientSecret',
    'password',
    'credentials',
    'privateJwk',
    'email',
    'billing_email',
    'firstName',
    'last_name',
    'name',
    'company',
    'phone',
    'address_1',
    'address1',
    'address',
    'city',
    'postcode',
    'customer_note',
    'meta_data',
    'billing',
    'shipping',
    'customer_ip_address',
    'body',
    'payload',
    'bindings',
  ])('redacts the field %s, at any depth and in a child log', (field) => {
    const { lines, log } = collectingLog();
    log.info({ [field]: hidden });
    log.info({ order: { deeper: [{ [field]: { inside: hidden } }] } });
    log.child({ [field]: hidden }).info('child');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).not.toContain(hidden);
      expect(line).toContain('[redacted]');
    }
  });

  it.each(['my\npassword', 'the "secret"', 'back\\token'])('redacts a field whose name JSON escapes: %j', (field) => {
    const { lines, log } = collectingLog();
    log.info({ order: 12, [field]: hidden });
    expect(entry(lines[0])).toMatchObject({ order: 12, [field]: '[redacted]' });
  });

  it('redacts secrets and e-mail addresses in every text', () => {
    const { lines, log } = collectingLog();
    log.info(
      { path: '/c/kari.nordmann+x@example.co.uk', url: 'postgres://kontor:hunter2@db/kontor' },
      'Bearer abc.def-123 for ola@example.com',
    );
    log.warn({ text: 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJzMSJ9.c2lnbmF0dXJl' });
    expect(lines.join('')).not.toMatch(/kari|example\.co|hunter2|abc\.def|ola@|eyJpc3|c2lnb/);
    expect(lines.map(entry)).toHaveLength(2);
  });

  it('redacts an e-mail address that follows another without a space', () => {
    const { lines, log } = collectingLog();
    log.info('kari@example.com+ola@example.com,per@example.com.+eva@example.com');
    expect(lines.join('')).not.toMatch(/kari|ola|per@|eva/);
  });

  it('logs an error without the values that databases and parsers repeat', () => {
    const { lines, log } = collectingLog();
    const fault = Object.assign(new Error(`insert ... '${hidden}'`), {
      code: '23505',
      severity: 'ERROR',
      detail: hidden,
      table: 'orders',
      constraint: 'orders_pkey',
    });
    log.error(fault);
    log.error({ err: fault }, 'failed');
    let unreadable: unknown;
    try {
      JSON.parse(`{"email": ${hidden}}`);
    } catch (error) {
      unreadable = error;
    }
    log.error({ err: unreadable }, 'failed');
    log.error({ err: new TypeError('no such thing', { cause: fault }) }, 'failed');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain(hidden);
    expect(entry(lines[1])).toMatchObject({
      err: {
        type: 'Error',
        code: '23505',
        table: 'orders',
        constraint: 'orders_pkey',
        stack: expect.stringContaining('log.test') as unknown,
      },
    });
    expect(entry(lines[3])).toMatchObject({
      err: { type: 'TypeError', message: 'no such thing', cause: { code: '23505' } },
    });
  });
});
