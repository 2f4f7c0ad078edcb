import { vatRate } from '@kontor/shared/order';
import { z } from 'zod';
import { timeZoneSetting } from './day.ts';
import { knownWords, lineKinds, outsideKinds } from './line-kind.ts';
import { vatAreas } from './vat-area.ts';

/** An account of the target's ledger. */
export const accountNo = z.string().regex(/^\d{1,9}$/, 'an account is a number');

const paymentMethod = z.string().meta({ label: 'Payment method', help: "The shop's id of it, such as vipps." });

/** For which orders an entry of the settings counts; a condition that is left out fits every order. */
export const orderCondition = {
  paymentMethod: paymentMethod.optional(),
  country: z.string().length(2).optional().meta({ label: 'Country', help: 'Of the billing address.' }),
};

/** For which lines an entry of the settings counts. */
export const lineCondition = {
  area: z.enum(vatAreas).default('domestic').meta({
    label: 'Where the VAT is due',
    help: 'domestic: at home; exempt: no VAT at home (without an entry of its own, those of domestic count); outside: gift cards that pay, tips and rounding; foreign: VAT charged for another country (OSS); reverse_charge: none, to a business of the EU; export: none, to another country.',
  }),
  country: z.string().length(2).optional().meta({
    label: 'Country',
    help: 'Only for lines that go to this country, such as SE; empty: for all of the area.',
  }),
  kind: z
    .enum(lineKinds)
    .optional()
    .meta({ label: 'Kind of line', help: 'Only for lines of this kind, such as shipping; empty: for all.' }),
  rate: vatRate.meta({
    label: 'VAT rate',
    help: 'In percent; 0: zero-rated; none: the shop charges no VAT on it at all.',
  }),
  taxClass: z.string().optional().meta({
    label: 'Tax class',
    help: 'Only for lines of this tax class of the shop (its slug; standard for the standard class); empty: for all.',
  }),
  category: z
    .string()
    .optional()
    .meta({ label: 'Category', help: 'Only for articles of this category of the shop (its slug); empty: for all.' }),
};

/** The settings by which the rooms of `documents/` plan, as far as they are the same for every target. */
export const documentSettings = (target: string) => ({
  customers: z.enum(['per_email', 'per_order', 'collective']).default('per_email').meta({
    label: 'Customers',
    help: 'One for each e-mail address, one for each order, or all orders on one collective customer.',
  }),
  collectiveCustomer: z
    .string()
    .regex(/^\d*$/)
    .default('')
    .meta({ label: 'Collective customer', help: `Its number in ${target}, where all orders go to one.` }),
  organisationNumberField: z
    .string()
    .default('_billing_org_nr')
    .meta({ label: 'Field of the organisation number', help: "The order's meta field that holds it." }),
  purchaseOrderField: z
    .string()
    .default('po_number')
    .meta({ label: "Field of the customer's order number", help: "The order's meta field that holds it." }),
  payments: z
    .array(
      z.object({
        method: paymentMethod.min(1),
        account: accountNo.meta({
          label: 'Account',
          help: 'Where its money arrives, such as 1570.',
          options: 'ledgerAccounts',
        }),
      }),
    )
    .default([])
    .meta({
      label: 'Payments',
      help: 'Payments by these methods are booked on these accounts; others are not booked.',
    }),
  outsideWords: z
    .array(
      z.object({
        kind: z.enum(outsideKinds).meta({ label: 'Kind of line' }),
        word: z
          .string()
          .trim()
          .max(100)
          .regex(/[\p{L}\p{N}]/u, 'a word has a letter or a digit')
          .meta({ label: 'Word', help: 'A word of the name of the fee.' }),
      }),
    )
    .prefault(knownWords)
    .meta({
      label: 'Words for what is outside VAT',
      help: 'A fee without VAT whose name has one of these words is a gift card that pays, a tip, or rounding.',
    }),
  timeZone: timeZoneSetting,
});
