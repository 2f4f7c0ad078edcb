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

/** A file as the office has it. Its SHA-256 and size in bytes are those of the bytes that the office has fetched. */
export interface IntakeFile {
  name: string;
  purpose: string;
  mediaType: string;
  sha256: string;
  size: number;
}

/** Whom the goods are for, and on whose prescription; an empty text where the document says nothing. */
export interface IntakeCare {
  patient: string;
  doctor: string;
  insurer: string;
  prescription: string;
  /** The articles that have a PZN, a number in the list of medical aids or a side. */
  aids: readonly string[];
  files: readonly IntakeFile[];
}

/** One document that the office accepted. A cancellation has no content, so only its kind. */
export type IntakeDocument =
  | ({
      kind: 'order' | 'amendment';
      customer: string;
      date: string;
      gross: string;
      rates: readonly RateSum[];
    } & IntakeCare)
  | { kind: 'cancellation' };

export interface IntakeExpectation {
  /** The order's number, as people know it. */
  order: string;
  about: string;
  /** The shop sends the scan of a prescription before the order. */
  hasScan?: true;
  /** Its bodies under `tests/`, oldest first. */
  files: readonly string[];
  /** What the shop sends once the office has fetched everything. */
  later?: { about: string; files: readonly string[] };
  /** What the office has in the end, oldest first. */
  documents: readonly IntakeDocument[];
}

const shopOrder = (name: string): string => `fixtures/woocommerce/orders/${name}.json`;

/** Without a prescription, the customer is the patient. */
const notPrescribed = { doctor: '', insurer: '', prescription: '', aids: [], files: [] };
const erika = { customer: 'Erika Mustermann', date: '2026-11-21', patient: 'Erika Mustermann', ...notPrescribed };
const guest = { customer: 'Gast O’Neill-Öztürk', date: '2026-11-21', patient: 'Gast O’Neill-Öztürk', ...notPrescribed };

/** The shop calls the insurer "Testkasse"; the office knows it by its IK and has the name of its own partner firm. */
const prescribed = {
  customer: 'Erika Mustermann',
  date: '2026-11-22',
  insurer: 'Test GKV-SV, IK 109500969, partner firm TEST',
  prescription: 'R-2026-117 of 2026-11-19',
  files: [
    {
      name: 'Rezept.pdf',
      purpose: 'prescription',
      mediaType: 'application/pdf',
      sha256: 'e8857d22c56bb853b56cdf2af6609f93167078ad9800bd5e77cc6bf7759a6993',
      size: 599,
    },
  ],
};
const bandage = '1 × Kniebandage - rechts, right, PZN 12345678, HMV 0504012033';
const stockings = 'Kompressionsstrümpfe, Klasse 2, both, PZN 23456783, HMV 1706011032';

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
    later: {
      about: 'one of two pieces given back and refunded',
      files: ['demo/orders/tools-refunded.json', 'fixtures/woocommerce/refunds/partial-line.json'],
    },
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
    later: {
      about: 'refunded in full',
      files: [shopOrder('fully-refunded'), 'fixtures/woocommerce/refunds/full-amount.json'],
    },
    documents: [
      { ...guest, kind: 'order', gross: '73.90', rates: [{ rate: '19', net: '62.10', vat: '11.80' }] }, // 54.54 + 7.56, 10.36 + 1.44
      { kind: 'cancellation' },
    ],
  },
  {
    order: '42',
    about: 'not paid, then cancelled',
    files: [shopOrder('pending-unpaid'), shopOrder('cancelled')],
    documents: [],
  },
  {
    order: '60',
    about: 'medical aids for a child on prescription, whose scan comes first',
    hasScan: true,
    files: ['demo/orders/prescription.json'],
    later: {
      about: "a clerk takes one of two pairs off and adds the doctor's numbers",
      files: ['demo/orders/prescription-edited.json'],
    },
    documents: [
      {
        ...prescribed,
        kind: 'order',
        gross: '226.00',
        rates: [
          { rate: '7', net: '100.00', vat: '7.00' }, // the bandage
          { rate: '19', net: '100.00', vat: '19.00' }, // two pairs of stockings at 50.00 + 9.50
        ],
        patient: 'Lina Mustermann, born 2012-03-09, insured as X234567891',
        doctor: 'Dr. med. Beispiel',
        aids: [bandage, `2 × ${stockings}`],
      },
      {
        ...prescribed,
        kind: 'amendment',
        gross: '166.50',
        rates: [
          { rate: '7', net: '100.00', vat: '7.00' },
          { rate: '19', net: '50.00', vat: '9.50' },
        ],
        patient: 'Lina Mustermann, born 2012-03-09, insured as X234567891, status 3',
        doctor: 'Dr. med. Beispiel, LANR 123456699, BSNR 179999900',
        aids: [bandage, `1 × ${stockings}`],
      },
    ],
  },
];
