import { readdirSync } from 'node:fs';
import { XmlDocument } from 'libxml2-wasm';
import type { Order } from '@kontor/shared/order';
import { mmorthosoft } from '../../bridge-server/src/systems/mmorthosoft/system.ts';
import type { DocumentKind, MadeDocument } from '../../bridge-server/src/systems/contract.ts';
import { intakeFaults } from '../sandboxes/mmorthosoft/schema.ts';
import { fixture, orderOf } from '../setup/woocommerce.ts';

const first: MadeDocument = {
  kind: 'order',
  about: { kind: 'order', reference: '' },
  key: 's-1-14',
  id: 's-1-14',
  number: 's-1-14',
  total: 0,
};

/** The bytes that the office would fetch for the order. */
function bytesOf(order: Order, kind: DocumentKind = 'order'): Buffer {
  const planned = mmorthosoft.makePlan({
    kind,
    about: first.about,
    order,
    key: kind === 'order' ? first.key : `${first.key}-${kind}`,
    customerKey: null,
    documents: kind === 'order' ? [] : [first],
    functions: [],
    decisions: {},
    settings: mmorthosoft.settings.parse({ employee: 'WEB' }),
    facts: null,
  });
  if (planned.kind !== 'plan' || mmorthosoft.delivery.how !== 'pulled') throw new Error(JSON.stringify(planned));
  return Buffer.from(mmorthosoft.delivery.render(planned.plan).bytes);
}
/** The text of the element with this name. */
function textIn(bytes: Buffer, element: string): string | undefined {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    return document.get(`//*[local-name()="${element}"]`)?.content;
  } finally {
    document.dispose();
  }
}

const captured = ['woocommerce', 'woocommerce-no'].flatMap((shop) =>
  readdirSync(new URL(`../fixtures/${shop}/orders`, import.meta.url)).map(
    (file) => `${shop}/orders/${file.replace(/\.json$/, '')}`,
  ),
);
const simple = orderOf(fixture('woocommerce/orders/simple-completed'));

describe('the XML for mmOrthosoft', () => {
  it.each(captured)('of the captured order %s is valid by the schema', (path) => {
    expect(intakeFaults(bytesOf(orderOf(fixture(path))))).toEqual([]);
  });

  it.each(['order', 'amendment', 'cancellation'] as const)('is valid for the kind %s', (kind) => {
    expect(intakeFaults(bytesOf(simple, kind))).toEqual([]);
  });

  it('is the same whenever it is written', () => {
    expect(bytesOf(simple).equals(bytesOf(simple))).toBe(true);
  });

  it.each([
    ['markup', '</remarks><order>]]>&amp;<![CDATA[<b>"\'', '</remarks><order>]]>&amp;<![CDATA[<b>"\''],
    ['a document type with an entity', '<!DOCTYPE a [<!ENTITY b "c">]>&b;', '<!DOCTYPE a [<!ENTITY b "c">]>&b;'],
    ['control characters', 'a\u0001b\u001bc\u000bd\ufffee', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['line ends of every kind', 'a\r\nb\rc\nd\te', 'a\nb\nc\nd\te'],
    ['emojis and right-to-left text', '👩🏽‍⚕️ \u202eשלום مرحبا', '👩🏽‍⚕️ \u202eשלום مرحبا'],
    ['a megabyte', 'ø]]>'.repeat(250_000), 'ø]]>'.repeat(250_000)],
  ])('holds a note with %s', (_what, note, expected) => {
    const bytes = bytesOf({ ...simple, customerNote: note });
    expect(intakeFaults(bytes)).toEqual([]);
    expect(textIn(bytes, 'remarks') === expected).toBe(true);
  });

  it('holds hostile text in every field that the shop fills', () => {
    const hostile = ']]>\u0000\u0008<x a="1">&😀\u202e';
    const spoil = <Value>(value: Value): Value =>
      (typeof value === 'string'
        ? hostile
        : Array.isArray(value)
          ? value.map((entry: unknown) => spoil(entry))
          : value) as Value;
    const address = Object.fromEntries(Object.keys(simple.billing).map((name) => [name, hostile])) as Order['billing'];
    const order: Order = {
      ...simple,
      id: hostile,
      number: hostile,
      customerId: hostile,
      billing: address,
      shipping: { ...address, city: 'Kiel' },
      lines: simple.lines.map((line) => ({
        ...line,
        id: hostile,
        name: hostile,
        sku: hostile,
        details: spoil(['a', 'b']),
      })),
    };
    expect(intakeFaults(bytesOf(order))).toEqual([]);
  });
});

describe('the schema', () => {
  const changed = (from: string | RegExp, to: string) =>
    Buffer.from(bytesOf(simple).toString('utf8').replace(from, to));
  it.each([
    ['of another structure version', changed('structure="1"', 'structure="2"')],
    ['of an unknown kind', changed('kind="order"', 'kind="offer"')],
    ['without a total', changed(/<gross>[\d.]+<\/gross>\s*<\/totals>/, '</totals>')],
    ['that is cut in the middle', bytesOf(simple).subarray(0, 400)],
  ])('refuses a document %s', (_what, bytes) => {
    expect(intakeFaults(bytes)).not.toEqual([]);
  });

  it('is not asked about a document that declares entities, which is refused', () => {
    const bomb = Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>');
    expect(intakeFaults(bomb)).toEqual(['A document type is not allowed.']);
  });
});
