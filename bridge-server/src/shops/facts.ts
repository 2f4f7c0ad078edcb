import { shopRate } from '@kontor/shared/api/unmapped';
import { reasonSchema } from '@kontor/shared/problem';
import { longest } from '@kontor/shared/woocommerce/limits';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { timeZoneName } from '../documents/day.ts';
import type { ShopId } from '../ids.ts';

/** A text that is looked up or compared, such as the slug of a tax class. */
const key = z.string().min(1).max(longest.word);
/** A text for people, such as the title of a payment method. */
const title = z.string().max(longest.name);
/** A sign between the digits of a price: a point, or a space as an entity of HTML. */
const separator = z.string().max(20).nullable();
const taxDisplay = z.enum(['incl', 'excl']).nullable();
const yesOrNo = z.boolean().nullable();

/**
 * The facts about a shop, by kind. Forms and mappings choose from them, so the names are those that the forms use. A
 * setting that the shop does not tell is null.
 */
export const factSchemas = {
  general: z.object({
    /** ISO 4217, or what a plugin has added. */
    currency: z.string().min(1).max(20).nullable(),
    currencyPosition: z.enum(['left', 'right', 'left_space', 'right_space']).nullable(),
    /** How many decimals the shop shows of a price. */
    decimals: z.int().min(0).max(20).nullable(),
    thousandSeparator: separator,
    decimalSeparator: separator,
    calculatesTaxes: yesOrNo,
  }),
  tax: z.object({
    pricesIncludeTax: yesOrNo,
    /** The address that decides on the tax: the customer's, or the shop's own. */
    basedOn: z.enum(['shipping', 'billing', 'base']).nullable(),
    /** The slug of a tax class; empty for the standard class; `inherit`: the class of the items. */
    shippingTaxClass: z.string().max(longest.word).nullable(),
    /** Whether tax is rounded once for all lines, in place of once for each line. */
    roundsAtSubtotal: yesOrNo,
    displayInShop: taxDisplay,
    displayInCart: taxDisplay,
    displayOfTotals: z.enum(['single', 'itemized']).nullable(),
  }),
  timeZone: z.object({
    /** The IANA name; null if the shop has only an offset. */
    name: timeZoneName.max(longest.word).nullable(),
    /** The present offset from UTC, in hours. */
    offset: z.number().min(-24).max(24).nullable(),
  }),
  taxClasses: z.array(z.object({ slug: key, name: title })),
  taxRates: z.array(
    shopRate.extend({
      /** The code of a state; empty if the rate is for the whole country. */
      state: z.string().max(longest.word),
      priority: z.int(),
      compound: z.boolean(),
      /** Whether the rate applies to shipping, too. */
      shipping: z.boolean(),
    }),
  ),
  paymentMethods: z.array(z.object({ id: key, title, enabled: z.boolean() })),
  /** The zone `0` is for all places that no other zone covers. */
  shippingZones: z.array(z.object({ id: key, name: title })),
  /** `method`: the kind, such as `flat_rate`. `zone`: the id of the zone. */
  shippingMethods: z.array(z.object({ id: key, zone: key, method: key, title, enabled: z.boolean() })),
};

export type FactKind = keyof typeof factSchemas;
export const factKinds = Object.keys(factSchemas) as readonly FactKind[];
type FactContent = { [Kind in FactKind]: z.output<(typeof factSchemas)[Kind]> };

/** What could not be read of a shop's settings: the route of the REST API, and why. */
const missingFact = z.object({ route: z.string(), why: reasonSchema });
export type MissingFact = z.infer<typeof missingFact>;

/** The facts of one kind as they were read. `content`: null if they could not be read. */
export type FactRead = {
  [Kind in FactKind]: { kind: Kind; content: FactContent[Kind] | null; missing: readonly MissingFact[] };
}[FactKind];

/** The facts of one kind as they are stored. */
export interface StoredFact<Content> {
  /** Null: never read. */
  content: Content | null;
  readAt: Date | null;
  /** When the shop was last asked; null: never. */
  askedAt: Date | null;
  /** What could not be read when the shop was last asked. */
  missing: readonly MissingFact[];
}
export type StoredFacts = { [Kind in FactKind]: StoredFact<FactContent[Kind]> };

const saveStatement = `
insert into shop_facts (
         shop_id,
         kind,
         content,
         read_at,
         missing
       )
select $1,
       fact.kind,
       fact.content,
       case when fact.content is not null then now() end,
       fact.missing
  from jsonb_to_recordset($2::jsonb) as fact (kind text, content jsonb, missing jsonb)
    on conflict (shop_id, kind) do update
   set content = coalesce(excluded.content, shop_facts.content),
       read_at = coalesce(excluded.read_at, shop_facts.read_at),
       asked_at = now(),
       missing = excluded.missing`;

/** Stores what was read of a shop. Facts that could not be read stay as they were read before. */
export async function saveFacts(database: Queryable, shopId: ShopId, facts: readonly FactRead[]): Promise<void> {
  await database.query({ name: 'facts-of-shop.save', text: saveStatement, values: [shopId, JSON.stringify(facts)] });
}

interface FactRow {
  kind: string;
  content: unknown;
  readAt: Date | null;
  askedAt: Date;
  missing: unknown;
}

/** Everything that is stored about a shop's settings. */
export async function storedFacts(database: Queryable, shopId: ShopId): Promise<StoredFacts> {
  const { rows } = await database.query<FactRow>({
    name: 'facts-of-shop.show',
    text: `
      select kind,
             content,
             read_at as "readAt",
             asked_at as "askedAt",
             missing
        from shop_facts
       where shop_id = $1`,
    values: [shopId],
  });
  return {
    general: storedFact('general', rows),
    tax: storedFact('tax', rows),
    timeZone: storedFact('timeZone', rows),
    taxClasses: storedFact('taxClasses', rows),
    taxRates: storedFact('taxRates', rows),
    paymentMethods: storedFact('paymentMethods', rows),
    shippingZones: storedFact('shippingZones', rows),
    shippingMethods: storedFact('shippingMethods', rows),
  };
}

/** The facts of one kind. Content in the form of another version of the bridge counts as never read. */
function storedFact<Kind extends FactKind>(kind: Kind, rows: readonly FactRow[]): StoredFact<FactContent[Kind]> {
  const row = rows.find((each) => each.kind === kind);
  if (!row) return { content: null, readAt: null, askedAt: null, missing: [] };
  const content = factSchemas[kind].safeParse(row.content).data as FactContent[Kind] | undefined;
  return {
    content: content ?? null,
    readAt: content === undefined ? null : row.readAt,
    askedAt: row.askedAt,
    missing: z.array(missingFact).catch([]).parse(row.missing),
  };
}

/**
 * Whether a shop is to be asked for its facts: if it never was, and each night. `isNight`: the nightly comparison is due.
 * It may be tried several times in one night.
 */
export async function areFactsDue(
  database: Queryable,
  shopId: ShopId,
  { isNight }: { isNight: boolean },
): Promise<boolean> {
  const { rows } = await database.query<{ isDue: boolean }>({
    name: 'facts-of-shop.due',
    text: `
      select max(asked_at) is null
          or ($2::boolean and max(asked_at) < now() - interval '20 hours') as "isDue"
        from shop_facts
       where shop_id = $1`,
    values: [shopId, isNight],
  });
  return rows[0]?.isDue ?? false;
}
