import { vatRate } from '@kontor/shared/order';
import { z } from 'zod';
import { field } from '../texts/form.ts';
import { timeZoneSetting } from './day.ts';
import { knownWords, lineKinds, outsideKinds } from './line-kind.ts';
import { vatAreas } from './vat-area.ts';

/** The number of an account in the target's ledger. */
export const accountNo = z.string().regex(/^\d{1,9}$/, 'an account is a number');

const paymentMethod = z.string().meta(field('setting.paymentMethod', { shop: 'paymentMethods' }));

/**
 * The fields by which an entry of the settings is limited to some orders; a field that is left out fits every order.
 */
export const orderCondition = {
  paymentMethod: paymentMethod.optional(),
  country: z.string().length(2).optional().meta(field('setting.billingCountry')),
};

/** The fields by which an entry of the settings is limited to some lines. */
export const lineCondition = {
  area: z.enum(vatAreas).default('domestic').meta(field('setting.area')),
  country: z.string().length(2).optional().meta(field('setting.lineCountry')),
  kind: z.enum(lineKinds).optional().meta(field('setting.lineKind')),
  rate: vatRate.meta(field('setting.rate', { named: ['none'] })),
  taxClass: z
    .string()
    .optional()
    .meta(field('setting.taxClass', { shop: 'taxClasses' })),
  category: z.string().optional().meta(field('setting.category')),
};

/** The settings that the functions in `documents/` plan by; they are the same for every target. */
export const documentSettings = (target: string) => ({
  customers: z
    .enum(['per_email', 'per_order', 'collective'])
    .default('per_email')
    .meta(field('setting.customers', { section: 'customers' })),
  collectiveCustomer: z
    .string()
    .regex(/^\d*$/)
    .default('')
    .meta(field('setting.collectiveCustomer', { section: 'customers', values: { target } })),
  organisationNumberField: z
    .string()
    .default('_billing_org_nr')
    .meta(field('setting.organisationNumberField', { section: 'customers' })),
  purchaseOrderField: z
    .string()
    .default('po_number')
    .meta(field('setting.purchaseOrderField', { section: 'customers' })),
  payments: z
    .array(
      z.object({
        method: paymentMethod.min(1),
        account: accountNo.meta(field('setting.paymentAccount', { options: 'ledgerAccounts' })),
      }),
    )
    .default([])
    .meta(field('setting.payments', { section: 'payments' })),
  outsideWords: z
    .array(
      z.object({
        kind: z.enum(outsideKinds).meta(field('setting.outsideKind')),
        word: z
          .string()
          .trim()
          .max(100)
          .regex(/[\p{L}\p{N}]/u, 'a word has a letter or a digit')
          .meta(field('setting.outsideWord')),
      }),
    )
    .prefault(knownWords)
    .meta(field('setting.outsideWords', { section: 'products' })),
  timeZone: timeZoneSetting,
});
