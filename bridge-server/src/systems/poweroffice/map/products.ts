import type { OrderLine, VatRate } from '@kontor/shared/order';
import { z } from 'zod';
import type { Gap } from '../../contract.ts';
import { productCode, type ProductMapping, type Settings } from '../settings/connection.ts';
import { integer } from '../shapes/numbers.ts';
import { accountFact, inWords } from './vat.ts';

/** A product of Go's, as far as planning needs it. */
export const productFact = z.compile(
  z.object({
    code: z.string(),
    id: integer,
    archived: z.boolean(),
    /** The sales account that counts for it. Left out where that is the company's own: Go tells it nowhere. */
    account: accountFact.optional(),
  }),
);
export type ProductFact = z.infer<typeof productFact>;

type Rated = { rate: VatRate } | { gap: Gap };

const nameOf = (line: OrderLine) => `line ${line.id} "${line.name || line.sku || line.kind}"`;

/** The one VAT rate of a line; `none` where the shop charged no tax. */
export function rateOf(line: OrderLine): Rated {
  const [first, ...others] = line.taxes;
  if (!first) return { rate: 'none' };
  if (others.length > 0) {
    return {
      gap: {
        code: 'gap.several_rates',
        cause: `Several VAT rates (${line.taxes.map(({ rate }) => rate ?? 'unknown').join(', ')}) apply to ${nameOf(line)}; a product in Go has one.`,
        remedy:
          'Let one VAT rate apply to the article in the shop and recalculate the order, or enter the order in Go by hand.',
      },
    };
  }
  if (first.rate !== null) return { rate: first.rate };
  return {
    gap: {
      code: 'gap.rate_unknown',
      cause: `The order does not say which VAT rate applies to ${nameOf(line)}.`,
      remedy: 'Recalculate the order in the shop, so that it names its VAT rates again.',
    },
  };
}

/**
 * The entry of the settings that says most about a line: of its category and its tax class, of its category, of its tax class,
 * of its rate alone. Entries that say as much and name other products are a gap, as is none.
 */
export function entryOf(line: OrderLine, settings: Settings): { entry: ProductMapping } | { gap: Gap } {
  const rated = rateOf(line);
  if ('gap' in rated) return rated;
  const fitting = settings.products.filter((entry) => entry.rate === rated.rate && fits(entry, line));
  const most = Math.max(...fitting.map(saysOf));
  const [entry, ...others] = fitting.filter((candidate) => saysOf(candidate) === most);
  const rate = inWords(rated.rate);
  if (!entry) {
    return {
      gap: {
        code: 'gap.rate_unmapped',
        cause: `No product is set for ${rate} (tax class "${line.taxClass || standardClass}"), which ${nameOf(line)} has.`,
        remedy: `Add an entry for ${rate} under "Products by VAT rate" in the connection's settings.`,
      },
    };
  }
  if (others.every(({ number }) => number === entry.number)) return { entry };
  const codes = [...new Set([entry, ...others].map(({ number }) => productCode(settings, number)))];
  return {
    gap: {
      code: 'gap.product_undecided',
      cause: `The settings give ${nameOf(line)} several products with equal right: ${codes.join(', ')}.`,
      remedy:
        'Under "Products by VAT rate", remove one of these entries, or let one name both the category and the tax class of the line.',
    },
  };
}

/** How WooCommerce calls the tax class that its orders leave empty. */
const standardClass = 'standard';

const fits = ({ taxClass, category }: ProductMapping, line: OrderLine): boolean =>
  (!taxClass || taxClass === (line.taxClass || standardClass)) && (!category || line.categories.includes(category));

/** How much an entry says about a line that it fits. */
const saysOf = ({ taxClass, category }: ProductMapping): number => (category ? 2 : 0) + (taxClass ? 1 : 0);

/** The product code that the settings give a line, or the gap that keeps it from having one. */
export function productCodeOf(line: OrderLine, settings: Settings): { code: string } | { gap: Gap } {
  const found = entryOf(line, settings);
  return 'gap' in found ? found : { code: productCode(settings, found.entry.number) };
}

/** The codes of all products that the lines need, the one for rounding among them. */
export function neededCodes(lines: readonly OrderLine[], settings: Settings): string[] {
  const codes = lines
    .map((line) => productCodeOf(line, settings))
    .flatMap((found) => ('code' in found ? [found.code] : []));
  return [...new Set([...codes, productCode(settings, settings.roundingProduct)])];
}

/** The usable product with the code, or the gap that says why there is none. */
export function productOf(code: string, products: readonly ProductFact[]): ProductFact | { gap: Gap } {
  const named = products.filter((product) => product.code === code);
  const [active, another] = named.filter(({ archived }) => !archived);
  if (active && !another) return active;
  if (active) {
    return {
      gap: {
        code: 'gap.product_ambiguous',
        cause: `Several products in Go have the code ${code}.`,
        remedy: `Archive all of them but one, or map another code.`,
      },
    };
  }
  if (named.length > 0) {
    return {
      gap: {
        code: 'gap.product_archived',
        cause: `The product ${code} is archived in Go.`,
        remedy: `Activate ${code} in Go, or map another product in the connection's settings.`,
      },
    };
  }
  return {
    gap: {
      code: 'gap.product_missing',
      cause: `Go has no product with the code ${code}.`,
      remedy: `Create ${code} in Go with the sales account of its VAT rate, let Kontor create products, or map another product in the connection's settings.`,
    },
  };
}
