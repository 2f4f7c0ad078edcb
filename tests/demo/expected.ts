/**
 * What must become of each order of the demo, worked out by hand from the order's body.
 *
 * PowerOffice Go computes a line's net as quantity × unit price rounded to the øre, and its VAT as net × rate rounded
 * to the øre, halves away from zero; a document's total is the sum of its lines. The shop works the other way round,
 * from prices with VAT, so the two may be an øre apart: then one line without VAT takes up the difference.
 *
 * Amounts are decimal text in kroner. This file imports nothing from the product, so that it cannot agree with it by
 * accident.
 */

export type ProductCode = 'A-1' | 'A-2' | 'A-3' | 'A-99';

export interface ExpectedLine {
  /** Our reference for the line at the target. */
  reference: string;
  product: ProductCode;
  /** The VAT code of the product's sales account: 3 is 25 %, 31 is 15 %, 33 is 12 %, 5 is none. */
  vatCode: string;
  quantity: string;
  unitPrice: string;
  net: string;
  vat: string;
}

export interface ExpectedDocument {
  lines: readonly ExpectedLine[];
  net: string;
  vat: string;
  total: string;
}

/** What the shop and the office do once the office has the order's document, and what must come of it. */
export interface Later {
  about: string;
  /** What the office does before the shop sends its change. */
  office?: 'sends the invoice';
  /** Bodies under `tests/`, as for the order itself. */
  files: readonly string[];
  outcomes: readonly string[];
  transfer: { kind: 'refund' | 'amendment' | 'cancellation'; state: 'done' | 'blocked'; reason: string };
  /** The credit note; null where none is made. */
  credit: (ExpectedDocument & { related: boolean }) | null;
}

/** What goes wrong on the order's way to its document. */
export type Mishap = '500_after' | 'cut_after' | 'sent_twice';

export interface Expectation {
  /** The order's number, as people know it. */
  order: string;
  about: string;
  /** Its bodies under `tests/`, oldest first; all of them are sent in one request. */
  files: readonly string[];
  mishap: Mishap | null;
  /** What intake says of each event, in the order of sending. */
  outcomes: readonly string[];
  state: 'done' | 'blocked' | 'closed';
  reason: string;
  /** The order's total in the shop in the end, with VAT. */
  total: string;
  /** The one document that the order has in the end; null: it has none. */
  document: ExpectedDocument | null;
  later?: Later;
}

const vatCodes: Readonly<Record<ProductCode, string>> = { 'A-1': '3', 'A-2': '31', 'A-3': '33', 'A-99': '5' };

const line = (
  reference: string,
  product: ProductCode,
  quantity: string,
  unitPrice: string,
  net: string,
  vat: string,
): ExpectedLine => ({ reference, product, vatCode: vatCodes[product], quantity, unitPrice, net, vat });

const shopOrder = (name: string): string => `fixtures/woocommerce-no/orders/${name}.json`;
const shopRefund = (name: string): string => `fixtures/woocommerce-no/refunds/${name}.json`;
const demoOrder = (name: string): string => `demo/orders/${name}.json`;

/** One magnifier (`Lupe`), the article of most orders that change later: 25 % of 279.20 = 69.80. */
const oneMagnifier = (reference: string): ExpectedDocument => ({
  lines: [line(reference, 'A-1', '1', '279.20', '279.20', '69.80')],
  net: '279.20',
  vat: '69.80',
  total: '349.00',
});
const oneMagnifierCredited = (reference: string): ExpectedDocument => ({
  lines: [line(reference, 'A-1', '-1', '279.20', '-279.20', '-69.80')],
  net: '-279.20',
  vat: '-69.80',
  total: '-349.00',
});
const refunded = { kind: 'refund', state: 'done', reason: 'sent' } as const;

const sent = { state: 'done', reason: 'sent', outcomes: ['accepted'], mishap: null } as const;

export const expectations: readonly Expectation[] = [
  {
    ...sent,
    order: '22',
    about: 'one article at 25 % VAT, paid by Vipps',
    files: [shopOrder('simple-25-vipps-paid')],
    total: '349.00',
    document: {
      lines: [line('item-1', 'A-1', '1', '279.20', '279.20', '69.80')], // 25 % of 279.20 = 69.80
      net: '279.20',
      vat: '69.80',
      total: '349.00',
    },
    later: {
      about: 'refunded in full, by amount only',
      files: [shopOrder('simple-fully-refunded'), shopRefund('full-amount-of-simple')],
      outcomes: ['accepted'],
      transfer: refunded,
      credit: { ...oneMagnifierCredited('item-1'), related: false },
    },
  },
  {
    ...sent,
    order: '23',
    about: 'four VAT rates and shipping; the sandbox makes the document, but answers 500',
    mishap: '500_after',
    files: [shopOrder('four-rates-shipping')],
    total: '2113.00',
    document: {
      lines: [
        line('item-3', 'A-1', '2', '279.20', '558.40', '139.60'), // 25 % of 558.40 = 139.60
        line('item-4', 'A-2', '1', '493.04', '493.04', '73.96'), // 493.04 ÷ 3 pieces is no whole øre, so one piece; 15 % = 73.956
        line('item-5', 'A-3', '1', '401.79', '401.79', '48.21'), // 12 % of 401.79 = 48.2148
        line('item-6', 'A-99', '1', '299.00', '299.00', '0.00'),
        line('item-7', 'A-1', '1', '79.20', '79.20', '19.80'), // shipping; 25 % of 79.20 = 19.80
      ],
      net: '1831.43', // 558.40 + 493.04 + 401.79 + 299.00 + 79.20
      vat: '281.57', // 139.60 + 73.96 + 48.21 + 0.00 + 19.80
      total: '2113.00',
    },
    later: {
      about: 'one of two articles refunded',
      files: [shopOrder('four-rates-partially-refunded'), shopRefund('partial-line-of-four-rates')],
      outcomes: ['accepted'],
      transfer: refunded,
      credit: { ...oneMagnifierCredited('item-46'), related: false },
    },
  },
  {
    ...sent,
    order: '24',
    about: 'a 15 % coupon on 3 × 33.33 and 189.00, with rounding',
    files: [shopOrder('coupon-percent-rounding')],
    total: '344.64',
    document: {
      lines: [
        line('item-12', 'A-1', '1', '68.00', '68.00', '17.00'), // 68.00 ÷ 3 pieces is no whole øre; 25 % of 68.00 = 17.00
        line('item-13', 'A-2', '1', '139.69', '139.69', '20.95'), // 15 % of 139.69 = 20.9535
        line('item-14', 'A-1', '1', '79.20', '79.20', '19.80'), // shipping
      ],
      net: '286.89', // 68.00 + 139.69 + 79.20
      vat: '57.75', // 17.00 + 20.95 + 19.80
      total: '344.64',
    },
  },
  {
    ...sent,
    order: '27',
    about: 'cash on delivery with a fee; the shop sends it twice',
    mishap: 'sent_twice',
    outcomes: ['accepted', 'duplicate'],
    files: [shopOrder('cod-fee')],
    total: '355.05',
    document: {
      lines: [
        line('item-29', 'A-1', '2', '79.92', '159.84', '39.96'), // 2 × 79.92 = 159.84; 25 % = 39.96
        line('item-30', 'A-1', '1', '79.20', '79.20', '19.80'), // shipping
        line('item-31', 'A-1', '1', '45.00', '45.00', '11.25'), // fee; 25 % of 45.00 = 11.25
      ],
      net: '284.04', // 159.84 + 79.20 + 45.00
      vat: '71.01', // 39.96 + 19.80 + 11.25
      total: '355.05',
    },
  },
  {
    ...sent,
    order: '28',
    about: 'nothing to pay after a coupon',
    files: [shopOrder('zero-total-coupon')],
    state: 'closed',
    reason: 'rule.zero_total',
    total: '0.00',
    document: null,
  },
  {
    ...sent,
    order: '29',
    about: 'two gift cards, without VAT',
    files: [shopOrder('gift-card-no-tax')],
    total: '1000.00',
    document: {
      lines: [line('item-36', 'A-99', '2', '500.00', '1000.00', '0.00')], // no VAT until the card is used
      net: '1000.00',
      vat: '0.00',
      total: '1000.00',
    },
  },
  {
    ...sent,
    order: '30',
    about: 'a guest without a phone; the sandbox makes the document, but its answer is lost',
    mishap: 'cut_after',
    files: [shopOrder('guest-no-phone')],
    total: '499.50',
    document: {
      lines: [line('item-37', 'A-1', '5', '79.92', '399.60', '99.90')], // 5 × 79.92 = 399.60; 25 % = 99.90
      net: '399.60',
      vat: '99.90',
      total: '499.50',
    },
  },
  {
    ...sent,
    order: '31',
    about: 'a company that picks up its goods and receives invoices as EHF',
    files: [shopOrder('company-orgnr-invoice')],
    total: '5345.00',
    document: {
      lines: [
        line('item-39', 'A-1', '4', '999.20', '3996.80', '999.20'), // 4 × 999.20 = 3996.80; 25 % = 999.20
        line('item-40', 'A-1', '1', '279.20', '279.20', '69.80'),
        line('item-41', 'A-1', '1', '0.00', '0.00', '0.00'), // picked up
      ],
      net: '4276.00', // 3996.80 + 279.20
      vat: '1069.00', // 999.20 + 69.80
      total: '5345.00',
    },
  },
  {
    ...sent,
    order: '41',
    about: 'cancelled before the bridge received it',
    files: [shopOrder('processing-then-cancelled-1'), shopOrder('processing-then-cancelled-2')],
    outcomes: ['stale', 'accepted'],
    state: 'closed',
    reason: 'cancelled.before_sending',
    total: '199.80',
    document: null,
  },
  {
    ...sent,
    order: '51',
    about: '3 × 49.99, which the shop and Go round differently',
    files: [demoOrder('rounding-one-ore')],
    total: '149.97',
    document: {
      lines: [
        line('item-81', 'A-1', '1', '119.98', '119.98', '30.00'), // the shop: 149.97 ÷ 5 = 29.994, so 29.99; Go: 25 % of 119.98 = 29.995
        line('rounding', 'A-99', '-1', '0.01', '-0.01', '0.00'), // 149.97 − (119.98 + 30.00) = −0.01
      ],
      net: '119.97',
      vat: '30.00',
      total: '149.97',
    },
  },
  {
    ...sent,
    order: '52',
    about: 'raw fish at 11.11 % VAT, a rate for which no product is set',
    files: [demoOrder('raw-fish-unmapped')],
    state: 'blocked',
    reason: 'gap.rate_unmapped',
    total: '250.00',
    document: null,
  },
  {
    ...sent,
    order: '53',
    about: 'one article at 25 % VAT',
    files: [demoOrder('goodwill')],
    total: '349.00',
    document: oneMagnifier('item-83'),
    later: {
      about: '100.00 refunded without an article, which is possible because the order has one VAT rate',
      files: [demoOrder('goodwill-refunded')],
      outcomes: ['accepted'],
      transfer: refunded,
      credit: {
        lines: [line('item-93', 'A-1', '-1', '80.00', '-80.00', '-20.00')], // 100.00 ÷ 1.25 = 80.00
        net: '-80.00',
        vat: '-20.00',
        total: '-100.00',
        related: false,
      },
    },
  },
  {
    ...sent,
    order: '54',
    about: 'one article at 25 % VAT',
    files: [demoOrder('called-off')],
    reason: 'cancelled.after_sending',
    total: '349.00',
    document: null,
    later: {
      about: 'cancelled, so its draft is deleted',
      files: [demoOrder('called-off-cancelled')],
      outcomes: ['accepted'],
      transfer: { kind: 'cancellation', state: 'done', reason: 'sent' },
      credit: null,
    },
  },
  {
    ...sent,
    order: '55',
    about: 'one article at 25 % VAT',
    files: [demoOrder('one-more')],
    reason: 'changed.after_sending',
    total: '698.00',
    document: {
      lines: [line('item-85', 'A-1', '2', '279.20', '558.40', '139.60')], // 2 × 279.20 = 558.40; 25 % = 139.60
      net: '558.40',
      vat: '139.60',
      total: '698.00',
    },
    later: {
      about: 'edited to two articles, so its draft is changed',
      files: [demoOrder('one-more-edited')],
      outcomes: ['accepted'],
      transfer: { kind: 'amendment', state: 'done', reason: 'sent' },
      credit: null,
    },
  },
  {
    ...sent,
    order: '56',
    about: 'one article at 25 % VAT',
    files: [demoOrder('sent-back')],
    total: '349.00',
    document: oneMagnifier('item-86'),
    later: {
      about: 'invoiced by the office, then refunded',
      office: 'sends the invoice',
      files: [demoOrder('sent-back-refunded')],
      outcomes: ['accepted'],
      transfer: refunded,
      credit: { ...oneMagnifierCredited('item-196'), related: true },
    },
  },
];

/** A customer that the office must have. There is one for each e-mail address of an order with a document. */
export interface ExpectedCustomer {
  email: string;
  name: string;
  /** How the customer receives invoices. */
  delivery: 'PdfByEmail' | 'EHF';
  organisationNumber: string | null;
  /** The orders whose documents the customer has in the end. */
  orders: readonly string[];
}

/** Organisation numbers that can receive EHF. */
export const elma: readonly string[] = ['923609016'];

export const expectedCustomers: readonly ExpectedCustomer[] = [
  {
    email: 'kari@example.test',
    name: 'Kari Nordmann',
    delivery: 'PdfByEmail',
    organisationNumber: null,
    orders: ['22', '23', '24', '27', '29', '51', '53', '55', '56'],
  },
  {
    email: 'ola@example.test',
    name: 'Ola Østlie-Ærø',
    delivery: 'PdfByEmail',
    organisationNumber: null,
    orders: ['30'],
  },
  {
    email: 'faktura@fjordklinikken.example',
    name: 'Fjordklinikken AS',
    delivery: 'EHF',
    organisationNumber: '923609016',
    orders: ['31'],
  },
];
