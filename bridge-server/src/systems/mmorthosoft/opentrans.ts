import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import { clipped } from '../../documents/fields.ts';
import { elementsOf, xmlBytes, type Attributes, type XmlElement } from './elements.ts';
import { filesElement } from './opentrans-files.ts';
import { partiesOf, type Parties } from './opentrans-parties.ts';
import type { IntakeContent, IntakeRecord } from './record.ts';

/**
 * The document as openTRANS 2.1 (docs/opentrans-2.1): ORDER for an order, ORDERCHANGE for an amendment and a
 * cancellation. openTRANS limits the length of most texts, so longer ones are cut. What it has no element for stands in
 * HEADER_UDX and ITEM_UDX, its places for elements of one's own.
 */

const namespaces: Attributes = {
  xmlns: 'http://www.opentrans.org/XMLSchema/2.1',
  'xmlns:bmecat': 'http://www.bmecat.org/bmecat/2005',
  version: '2.1',
};

type Money = (amount: Minor) => string;

/** Pure: the document's bytes. The same record always gives the same bytes. */
export function renderOpentrans(record: IntakeRecord): Buffer {
  const { kind, order, content } = record;
  const money: Money = (amount) => formatMinor(amount, decimalsOf(order.currency));
  const root = kind === 'order' ? 'ORDER' : 'ORDERCHANGE';
  const items = content ? content.items.map((item) => itemElement(item, money)) : [nothing];
  return xmlBytes([
    root,
    [
      [`${root}_HEADER`, [[`${root}_INFO`, infoElements(record, partiesOf(record), money)]]],
      [`${root}_ITEM_LIST`, items],
      [
        `${root}_SUMMARY`,
        elementsOf({ TOTAL_ITEM_NUM: String(items.length), TOTAL_AMOUNT: content ? money(content.totals.net) : '' }),
      ],
    ],
    kind === 'order' ? { ...namespaces, type: 'standard' } : namespaces,
  ]);
}

function infoElements(record: IntakeRecord, { elements, buyer, references }: Parties, money: Money): XmlElement[] {
  const { kind, order, sequence, content } = record;
  const dates = { ORDER_DATE: order.date };
  const change = {
    // The shop does not tell when it changed the order, and the bytes must stay the same.
    ORDERCHANGE_DATE: order.date,
    ...dates,
    ORDERCHANGE_SEQUENCE_ID: String(sequence),
  };
  return [
    ['ORDER_ID', clipped(order.number || order.id, 250)],
    ...elementsOf(kind === 'order' ? dates : change),
    ['PARTIES', elements],
    ['ORDER_PARTIES_REFERENCE', [buyer, ...references]],
    ['bmecat:CURRENCY', currencies.has(order.currency) ? order.currency : ''],
    filesElement(content?.attachments ?? []),
    ['REMARKS', clipped(content?.remarks ?? '', 64_000), { type: 'order' }],
    ['HEADER_UDX', ownElements(headerFields(record, money))],
  ];
}

/** The currencies that openTRANS 2.1 knows and shops use. Its list is of 2005. */
const currencies: ReadonlySet<string> = new Set(
  'AUD BGN CAD CHF CZK DKK EUR GBP HUF ISK JPY NOK NZD PLN SEK USD'.split(' '),
);

function headerFields(
  { key, kind, concerns, order, content }: IntakeRecord,
  money: Money,
): Readonly<Record<string, string>> {
  const { assignment, care, totals } = content ?? {};
  return {
    KEY: key,
    KIND: kind,
    CONCERNS: concerns ?? '',
    SHOP_ORDER_ID: order.id,
    CURRENCY: order.currency,
    EMPLOYEE: assignment?.employee.number ?? '',
    BRANCH: assignment?.branch.number ?? '',
    CLERK: assignment?.clerk.number ?? '',
    PATIENT_BIRTH_DATE: care?.patient.birthDate ?? '',
    INSURANCE_STATUS: care?.patient.insuranceStatus ?? '',
    PRESCRIPTION_NUMBER: care?.prescription.number ?? '',
    PRESCRIPTION_DATE: care?.prescription.date ?? '',
    TOTAL_VAT: totals ? money(totals.vat) : '',
    TOTAL_GROSS: totals ? money(totals.gross) : '',
    REFUNDED: totals && totals.refunded !== 0 ? money(totals.refunded) : '',
  };
}

/** openTRANS wants at least one item. A cancellation has one of nothing. */
const nothing: XmlElement = [
  'ORDER_ITEM',
  [
    ['LINE_ITEM_ID', '0'],
    ['PRODUCT_ID', [['bmecat:DESCRIPTION_SHORT', 'Storno']]],
    ['QUANTITY', '0'],
    ['bmecat:ORDER_UNIT', 'C62'],
  ],
];

/** The longest number of an article in openTRANS. A longer number must not be cut, so it stands in ITEM_UDX. */
const longestSku = 32;

function itemElement(item: IntakeContent['items'][number], money: Money): XmlElement {
  const { line, kind, sku, pzn, hmv, text, side, details, quantity, rate, net, vat } = item;
  const tax = rate === 'none' ? '' : String(Number((Number(rate) / 100).toFixed(8)));
  const price = money(net);
  return [
    'ORDER_ITEM',
    [
      ['LINE_ITEM_ID', clipped(line, 50)],
      [
        'PRODUCT_ID',
        [
          ['bmecat:SUPPLIER_PID', sku.length > longestSku ? '' : sku],
          ['bmecat:INTERNATIONAL_PID', pzn, { type: 'pzn' }],
          ['bmecat:INTERNATIONAL_PID', hmv, { type: 'hmv' }],
          ['bmecat:DESCRIPTION_SHORT', clipped(text || sku || line, 150)],
          ['bmecat:DESCRIPTION_LONG', clipped(details.length > 0 ? [text, ...details].join('\n') : '', 64_000)],
        ],
      ],
      ['QUANTITY', quantity],
      ['bmecat:ORDER_UNIT', 'C62'],
      [
        'PRODUCT_PRICE_FIX',
        [
          // The price of the whole line, since a price of one piece would have to be rounded.
          ['bmecat:PRICE_AMOUNT', price],
          ['TAX_DETAILS_FIX', elementsOf({ 'bmecat:TAX_TYPE': 'vat', 'bmecat:TAX': tax, TAX_AMOUNT: money(vat) })],
          ['bmecat:PRICE_QUANTITY', quantity],
        ],
      ],
      ['PRICE_LINE_AMOUNT', price],
      ['ITEM_UDX', ownElements({ KIND: kind, SIDE: side, SKU: sku.length > longestSku ? sku : '' })],
    ],
  ];
}

/** Elements of our own, under names as openTRANS asks for them. */
const ownElements = (fields: Readonly<Record<string, string>>): XmlElement[] =>
  elementsOf(Object.fromEntries(Object.entries(fields).map(([name, text]) => [`UDX.KONTOR.${name}`, text])));
