import { XmlDocument, XmlElement } from 'libxml2-wasm';
import type { Order } from '@kontor/shared/order';
import type { OrderFiles } from '../../bridge-server/src/systems/contract-files.ts';
import { mmorthosoft } from '../../bridge-server/src/systems/mmorthosoft/system.ts';
import { structure } from '../../bridge-server/src/systems/mmorthosoft/structure.ts';
import { intakeFaults, openTransFaults } from '../sandboxes/mmorthosoft/schema.ts';
import { caseNames } from '../setup/cases.ts';
import {
  bytesOf,
  capturedOrders,
  intakeBytes,
  ordersOfCase,
  plannedIntake,
  prescribedOrder,
  simpleIntake as simple,
} from '../setup/intake-document.ts';
import { fixture, orderOf } from '../setup/woocommerce.ts';

/** The text of the element with this name. */
function textIn(bytes: Buffer, element: string): string | undefined {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    return document.get(`//*[local-name()="${element}"]`)?.content;
  } finally {
    document.dispose();
  }
}

const formats = [
  { format: 'kontor', title: "Kontor's own format", faults: intakeFaults, remarks: 'remarks' },
  { format: 'opentrans', title: 'openTRANS 2.1', faults: openTransFaults, remarks: 'REMARKS' },
] as const;

/** What the preview of the order warns of. */
function notesOf(order: Order) {
  const planned = plannedIntake(order);
  return planned.kind === 'plan' ? mmorthosoft.describe(planned.plan).notes : null;
}

const hostile = ']]>\u0000\u0008<x a="1">&😀\u202e';
const spoiled = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? hostile : value]),
  ) as Fields;
/** An order with hostile text in every field that the shop fills, and with everything that a document may say. */
const hostileOrder: Order = {
  ...prescribedOrder,
  id: hostile,
  number: hostile,
  customerId: hostile,
  customerNote: hostile,
  billing: spoiled(simple.billing),
  shipping: { ...spoiled(simple.billing), city: 'Kiel' },
  // The numbers and days of the prescription are checked, so only names can be hostile.
  meta: Object.fromEntries(
    Object.entries(prescribedOrder.meta).map(([key, value]) => [key, /_ik$|_date$/.test(key) ? value : hostile]),
  ),
  lines: simple.lines.map((line) => ({
    ...line,
    id: hostile,
    name: `${hostile} - rechts`,
    sku: hostile,
    details: [hostile, 'PZN: 12345678', 'HMV: 05.07.02.3011'],
  })),
};
const longText = 'ø😀'.repeat(20_000);
const longOrder: Order = {
  ...hostileOrder,
  number: longText,
  billing: Object.fromEntries(Object.keys(simple.billing).map((name) => [name, longText])) as Order['billing'],
  lines: simple.lines.map((line) => ({ ...line, id: longText, name: longText, sku: longText, details: [longText] })),
};

const scan = { sha256: 'a1'.repeat(32), mediaType: 'application/pdf', size: 9 };
const files: OrderFiles = { here: [scan], addresses: [] };
const withFile: Order = {
  ...simple,
  meta: {
    _kontor_file_1: JSON.stringify({ sha256: scan.sha256, name: 'Rezept & ]]>.pdf', purpose: 'prescription' }),
  },
};

describe.each(formats)('the XML for mmOrthosoft in $title', ({ format, faults, remarks }) => {
  const settings = { format };

  it.each(capturedOrders())('of the captured order %s is valid by the schema', (path) => {
    const planned = plannedIntake(orderOf(fixture(path)), { settings });
    const isRefunded = planned.kind === 'not_wanted' && planned.reason === 'rule.refunded_in_full';
    expect(isRefunded ? [] : faults(bytesOf(planned))).toEqual([]);
  });

  it.each(caseNames())('of every state of the orders of case %s is valid, where it can be planned', async (name) => {
    const planned = (await ordersOfCase(name)).map((order) => plannedIntake(order, { settings }));
    expect(planned.flatMap((outcome) => (outcome.kind === 'plan' ? faults(bytesOf(outcome)) : []))).toEqual([]);
  });

  it.each(['order', 'amendment', 'cancellation'] as const)('is valid for the kind %s', (kind) => {
    expect(faults(intakeBytes(prescribedOrder, { kind, settings }))).toEqual([]);
  });

  it("names the order's files, by which the office fetches them", () => {
    const bytes = intakeBytes(withFile, { settings, files });
    expect(faults(bytes)).toEqual([]);
    expect(bytes.toString()).toContain(`>${scan.sha256}<`);
  });

  it('is the same whenever it is written', () => {
    expect(intakeBytes(simple, { settings }).equals(intakeBytes(simple, { settings }))).toBe(true);
  });

  it.each([
    ['markup', '</remarks><order>]]>&amp;<![CDATA[<b>"\'', '</remarks><order>]]>&amp;<![CDATA[<b>"\''],
    ['a document type with an entity', '<!DOCTYPE a [<!ENTITY b "c">]>&b;', '<!DOCTYPE a [<!ENTITY b "c">]>&b;'],
    ['control characters', 'a\u0001b\u001bc\u000bd\ufffee', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['line ends of every kind', 'a\r\nb\rc\nd\te', 'a\nb\nc\nd\te'],
    ['emojis and right-to-left text', '👩🏽‍⚕️ \u202eשלום مرحبا', '👩🏽‍⚕️ \u202eשלום مرحبا'],
  ])('holds a note with %s', (_what, note, expected) => {
    const bytes = intakeBytes({ ...simple, customerNote: note }, { settings });
    expect(faults(bytes)).toEqual([]);
    expect(textIn(bytes, remarks)).toBe(expected);
  });

  it('holds hostile text in every field that the shop fills', () => {
    expect(faults(intakeBytes(hostileOrder, { settings }))).toEqual([]);
  });

  it('holds texts that are far longer than those of any shop', () => {
    expect(faults(intakeBytes(longOrder, { settings }))).toEqual([]);
  });

  it('cuts a note of a megabyte when the order comes in, and holds the rest', () => {
    const note = 'ø]]>'.repeat(250_000);
    const order = orderOf(fixture('woocommerce/orders/simple-completed', { customer_note: note }));
    const bytes = intakeBytes(order, { settings });
    expect(faults(bytes)).toEqual([]);
    expect(textIn(bytes, remarks)).toBe(`${note.slice(0, 19_999)}…`);
  });

  const changed = (from: string | RegExp, to: string) =>
    Buffer.from(intakeBytes(simple, { settings }).toString('utf8').replace(from, to));
  it.each([
    ['an unknown root', changed(/<(\/?)(intake|ORDER)\b/g, '<$1OFFER')],
    ['a quantity in words', changed(/>1<\/(quantity|QUANTITY)>/, '>one</$1>')],
    ['its end cut off', intakeBytes(simple, { settings }).subarray(0, 400)],
  ])('is refused by the schema with %s', (_what, bytes) => {
    expect(faults(bytes)).not.toEqual([]);
  });
});

describe("Kontor's own format", () => {
  it('has only the elements that can be renamed, and each of them', () => {
    const company = { ...hostileOrder.billing, company: 'Praxis' };
    const document = XmlDocument.fromBuffer(
      intakeBytes(
        {
          ...hostileOrder,
          billing: company,
          refunds: [{ ...amountRefund, amount: 1 }],
          meta: { ...hostileOrder.meta, ...withFile.meta },
        },
        { settings: { branch: 'Kiel', clerk: 'Anna' }, files },
      ),
    );
    const elements = document.find('//*').filter((node) => node instanceof XmlElement);
    const found = elements.flatMap(({ name, parent }) => (parent ? [`${parent.name}/${name}`] : []));
    document.dispose();
    const known = Object.entries(structure).flatMap(([parent, children]) =>
      children.map((child) => `${parent}/${child}`),
    );
    // A company has no names of a person, and this shop lists no insurers.
    const others = ['customer/firstName', 'customer/lastName', 'assignment/insurer'];
    expect(new Set([...found, ...others])).toEqual(new Set(known));
  });

  it('has neither its namespace nor its names where a person has set other names', () => {
    const elementNames = [
      { ours: 'intake', theirs: 'Auftrag' },
      { ours: 'patient/lastName', theirs: 'PatName' },
    ];
    const xml = intakeBytes(prescribedOrder, { settings: { elementNames } }).toString('utf8');
    expect(xml).toContain('<Auftrag structure="1" key="s-1-14" kind="order">');
    expect(xml).toContain('<PatName>Muster</PatName>');
    expect(xml).toContain('</Auftrag>');
    expect(intakeFaults(Buffer.from(xml))).not.toEqual([]);
  });

  it('marks a LANR with another check digit, of which the preview warns', () => {
    const doubtful = { ...prescribedOrder, meta: { ...prescribedOrder.meta, _kontor_doctor_lanr: '123456700' } };
    expect(intakeFaults(intakeBytes(doubtful))).toEqual([]);
    expect(intakeBytes(doubtful).toString('utf8')).toContain('<lanr checkDigit="other">123456700</lanr>');
    expect(notesOf(doubtful)).toEqual([{ word: 'lanr.other_digit' }]);
    expect(notesOf(prescribedOrder)).toEqual([]);
  });

  it.each([
    ['another structure version', 'structure="1"', 'structure="2"'],
    ['an unknown kind', 'kind="order"', 'kind="offer"'],
    ['an IK of eight digits', '260326822', '26032682'],
  ])('is refused by the schema with %s', (_what, from, to) => {
    const bytes = intakeBytes(prescribedOrder).toString('utf8');
    expect(bytes).toContain(from);
    expect(intakeFaults(Buffer.from(bytes.replace(from, to)))).not.toEqual([]);
  });
});

describe('the test office', () => {
  const bomb = [
    '<!DOCTYPE intake [<!ENTITY a "aaaaaaaaaa">',
    ...Array.from({ length: 9 }, (_, level) => {
      const inner = String.fromCharCode(97 + level);
      return `<!ENTITY ${String.fromCharCode(98 + level)} "${`&${inner};`.repeat(10)}">`;
    }),
    ']><intake>&j;</intake>',
  ].join('');
  it.each([
    ['an entity that names a file', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a document type at another address', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'],
    ['entities that grow to gigabytes', bomb],
  ])('refuses a document with %s, in any encoding', (_what, xml) => {
    const refused = ['A document type is not allowed.'];
    expect(intakeFaults(Buffer.from(`<?xml version="1.0"?>${xml}`))).toEqual(refused);
    const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le');
    expect(intakeFaults(utf16)).not.toEqual([]);
  });
});

const [amountRefund] = orderOf(fixture('woocommerce/orders/simple-completed'), [
  fixture('woocommerce/refunds/full-amount'),
]).refunds as [Order['refunds'][number]];
