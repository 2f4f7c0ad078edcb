/**
 * What the office of the German shop must have of each order, worked out by hand from the order's body. A document
 * has the shop's own amounts, so nothing is computed again. Amounts are decimal text in euros. This file imports
 * nothing from the product, so that it cannot agree with it by accident.
 */

/** The sums of a document at one VAT rate, in percent. */
export interface RateSum {
  rate: string;
  net: string;
  vat: string;
}

/** One document that the office accepted. A cancellation has no content, so only its kind. */
export type IntakeDocument =
  | { kind: 'order' | 'amendment'; customer: string; date: string; gross: string; rates: readonly RateSum[] }
  | { kind: 'cancellation' };

export interface IntakeExpectation {
  /** The order's number, as people know it. */
  order: string;
  about: string;
  /** Its bodies under `tests/`, oldest first. */
  files: readonly string[];
  /** What the shop sends once the office has fetched everything. */
  later?: { about: string; files: readonly string[] };
  /** What the office has in the end, oldest first. */
  documents: readonly IntakeDocument[];
}

const shopOrder = (name: string): string => `fixtures/woocommerce/orders/${name}.json`;

const erika = { customer: 'Erika Mustermann', date: '2026-11-21' };
const guest = { customer: 'Gast O’Neill-Öztürk', date: '2026-11-21' };

export const intakeExpectations: readonly IntakeExpectation[] = [
  {
    order: '36',
    about: 'one article at 19 % VAT, on hold until it is paid',
    files: [shopOrder('simple-tax19-onhold')],
    later: { about: 'paid and completed', files: [shopOrder('simple-completed')] },
    documents: [{ ...erika, kind: 'order', gross: '19.90', rates: [{ rate: '19', net: '16.72', vat: '3.18' }] }],
  },
  {
    order: '37',
    about: 'articles at 19 % and 7 % VAT, and shipping',
    files: [shopOrder('mixed-tax-shipping-processing')],
    later: { about: 'one of two pieces taken off by hand', files: ['demo/orders/tools-edited.json'] },
    documents: [
      {
        ...erika,
        kind: 'order',
        gross: '83.80',
        rates: [
          { rate: '19', net: '45.30', vat: '8.60' }, // two pliers 41.18 + 7.82, shipping 4.12 + 0.78
          { rate: '7', net: '27.94', vat: '1.96' }, // the book
        ],
      },
      {
        ...erika,
        kind: 'amendment',
        gross: '59.30',
        rates: [
          { rate: '19', net: '24.71', vat: '4.69' }, // one pair of pliers 20.59 + 3.91, shipping 4.12 + 0.78
          { rate: '7', net: '27.94', vat: '1.96' },
        ],
      },
    ],
  },
  {
    order: '38',
    about: 'a variation, a coupon, shipping and a fee for cash on delivery',
    files: [shopOrder('variation-shipping-coupon-fee')],
    documents: [
      {
        ...erika,
        kind: 'order',
        gross: '38.16',
        // 17.92 + 7.53 + 4.12 + 2.50, and 3.41 + 1.43 + 0.78 + 0.47
        rates: [{ rate: '19', net: '32.07', vat: '6.09' }],
      },
    ],
  },
  {
    order: '39',
    about: 'a guest with an apostrophe and umlauts in the name, ten pieces and a download',
    files: [shopOrder('guest-empty-shipping')],
    documents: [
      { ...guest, kind: 'order', gross: '73.90', rates: [{ rate: '19', net: '62.10', vat: '11.80' }] }, // 54.54 + 7.56, 10.36 + 1.44
    ],
  },
  {
    order: '42',
    about: 'not paid, then cancelled',
    files: [shopOrder('pending-unpaid'), shopOrder('cancelled')],
    documents: [],
  },
];
