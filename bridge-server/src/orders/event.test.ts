import { simpleOrder } from '../../../tests/setup/woocommerce.ts';
import { readEvent } from './event.ts';

const eventOf = (changes: Record<string, unknown>) => readEvent({ generation: 1, order: simpleOrder(7, changes) });
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('the event of an order with a hostile field', () => {
  it.each([
    { currency: { toString: 1 } },
    { currency: { toString: null } },
    { currency: nested(5000) },
    { currency: 'constructor' },
    { total: { valueOf: 1 } },
    { number: { toString: 1 } },
    { status: nested(5000) },
    { line_items: nested(5000) },
    { number: 'x'.repeat(100_000) },
    { status: 'x'.repeat(100_000) },
  ])('is stored as unreadable under its id when the order needs the field: case %#', (changes) => {
    expect(eventOf(changes)).toMatchObject({ ok: true, value: { id: '7', content: { kind: 'unread' } } });
  });

  it.each([
    { meta_data: nested(5000) },
    {
      meta_data: [
        { key: '__proto__', value: 'x' },
        { key: 'constructor', value: 'y' },
      ],
    },
    { plugin: nested(5000) },
  ])('is read as usual when the order does not need the field: case %#', (changes) => {
    expect(eventOf(changes)).toMatchObject({ ok: true, value: { id: '7', content: { kind: 'order' } } });
  });

  it('keeps only as much of a long number as an index can hold', () => {
    const read = eventOf({ number: '🧶'.repeat(100_000) });
    expect(read.ok && read.value.content).toMatchObject({ number: expect.stringMatching(/^🧶{99}…$/u) as unknown });
  });

  it('is refused when the reader itself fails on it', () => {
    const order = Object.defineProperty(simpleOrder(7), 'currency', {
      get: () => {
        throw new RangeError('too deep');
      },
      enumerable: true,
    });
    expect(readEvent({ generation: 1, order })).toEqual({
      ok: false,
      error: { id: '7', why: { code: 'event.unreadable', values: { path: 'event', said: 'too deep' } } },
    });
  });
});
