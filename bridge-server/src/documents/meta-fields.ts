import type { Order } from '@kontor/shared/order';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';

/** The text of the order's meta field without surrounding blanks; empty where the order has no such field. */
export const metaField = ({ meta }: Pick<Order, 'meta'>, key: string): string =>
  // Every object inherits `constructor`, so only own fields count.
  (Object.hasOwn(meta, key) ? meta[key] : undefined)?.trim() ?? '';

/** Whether the order asks for invoices by EHF, the Norwegian electronic format. */
export const wantsEhf = (order: Pick<Order, 'meta'>, { ehfField }: { ehfField: string }): boolean =>
  /^(yes|true|1|ja|on)$/i.test(metaField(order, ehfField));

/** The digits of an organisation number. Numbers are compared by their digits, since people write them in many ways. */
export const digitsOf = (written: string): string => written.replace(/\D/g, '');

/**
 * The organisation number in an order's meta field, or `null`. A Norwegian number has nine digits with a check digit,
 * however it is written: "NO 923 609 016 MVA". The number of another country is kept as it is. If the order names no
 * company, a text that cannot be a number is ignored.
 */
export function organisationNumberOf(
  { billing, meta }: Pick<Order, 'billing' | 'meta'>,
  { organisationNumberField }: { organisationNumberField: string },
): { number: string | null } | { gap: Gap } {
  const written = metaField({ meta }, organisationNumberField);
  const namesCompany = billing.company.trim() !== '';
  if (!written || (!namesCompany && digitsOf(written) === '')) return { number: null };
  if (billing.country.trim().toUpperCase() !== 'NO') return { number: written };
  const number = written.toUpperCase().replace(/[\s.]/g, '').replace(/^NO/, '').replace(/MVA$/, '');
  if (isNorwegian(number)) return { number };
  if (!namesCompany) return { number: null };
  return { gap: reason('gap.organisation_number', { number: written, field: organisationNumberField }) };
}

const weights = [3, 2, 7, 6, 5, 4, 3, 2, 1];

/** Whether the number has nine digits whose weighted sum is a multiple of eleven. */
function isNorwegian(number: string): boolean {
  return (
    /^\d{9}$/.test(number) && weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0) % 11 === 0
  );
}
