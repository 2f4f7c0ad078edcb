import type { OrderLine, VatRate } from '@kontor/shared/order';
import { z } from 'zod';
import type { Gap } from '../../contract.ts';
import { productCode, type Settings } from '../settings/connection.ts';
import { integer } from '../shapes/numbers.ts';

/** A product of Go's, as far as planning needs it. */
export const productFact = z.object({ code: z.string(), id: integer, archived: z.boolean() });
export type ProductFact = z.infer<typeof productFact>;

type Rated = { rate: VatRate } | { gap: Gap };

const nameOf = (line: OrderLine) => `line ${line.id} "${line.name || line.sku || line.kind}"`;

/** The one VAT rate of a line; `none` where the shop charged no tax. */
export function rateOf(line: OrderLine): Rated {
  const [first, ...others] = line.taxes;
  if (!first) return { rate: 'none' };
  if (others.length > 0) {
    return { gap: {
      code: 'gap.several_rates',
      cause: `Several VAT rates (${line.taxes.map(({ rate }) => rate ?? 'unknown').join(', ')}) apply to ${nameOf(line)}; a product in Go has one.`,
      remedy: 'Let one VAT rate apply to the article in the shop and recalculate the order, or enter the order in Go by hand.',
    } };
  }
  if (first.rate !== null) return { rate: first.rate };
  return { gap: {
    code: 'gap.rate_unknown',
    cause: `The order does not say which VAT rate applies to ${nameOf(line)}.`,
    remedy: 'Recalculate the order in the shop, so that it names its VAT rates again.',
  } };
}

/** The product code that the settings give a line, or the gap that keeps it from having one. */
export function productCodeOf(line: OrderLine, settings: Settings): { code: string } | { gap: Gap } {
  const rated = rateOf(line);
  if ('gap' in rated) return rated;
  const fitting = settings.products.filter(({ rate }) => rate === rated.rate);
  const mapped = fitting.find(({ taxClass }) => taxClass === line.taxClass) ?? fitting.find(({ taxClass }) => taxClass === undefined);
  if (mapped) return { code: productCode(settings, mapped.number) };
  const rate = rated.rate === 'none' ? 'no VAT' : `${rated.rate} %`;
  return { gap: {
    code: 'gap.rate_unmapped',
    cause: `No product is set for ${rate} (tax class "${line.taxClass || 'standard'}"), which ${nameOf(line)} has.`,
    remedy: `Add an entry for ${rate} under "Products by VAT rate" in the connection's settings.`,
  } };
}

/** The codes of all products that the lines need, the one for rounding among them. */
export function neededCodes(lines: readonly OrderLine[], settings: Settings): string[] {
  const codes = lines.map((line) => productCodeOf(line, settings)).flatMap((found) => ('code' in found ? [found.code] : []));
  return [...new Set([...codes, productCode(settings, settings.roundingProduct)])];
}

/** The usable product with the code, or the gap that says why there is none. */
export function productOf(code: string, products: readonly ProductFact[]): { id: string } | { gap: Gap } {
  const named = products.filter((product) => product.code === code);
  const [active, another] = named.filter(({ archived }) => !archived);
  if (active && !another) return { id: active.id };
  if (active) {
    return { gap: { code: 'gap.product_ambiguous', cause: `Several products in Go have the code ${code}.`, remedy: `Archive all of them but one, or map another code.` } };
  }
  if (named.length > 0) {
    return { gap: { code: 'gap.product_archived', cause: `The product ${code} is archived in Go.`, remedy: `Activate ${code} in Go, or map another product in the connection's settings.` } };
  }
  return { gap: { code: 'gap.product_missing', cause: `Go has no product with the code ${code}.`, remedy: `Create ${code} in Go with the sales account of its VAT rate, or map another product in the connection's settings.` } };
}
