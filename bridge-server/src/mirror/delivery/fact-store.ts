import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { isBadData } from '../../database/availability.ts';
import type { Queryable } from '../../database/database.ts';
import type { FactStore, KeyedFact } from '../../systems/contract.ts';

/** A fact that is asked for: how old, in seconds, it may be. */
export interface AskedFact {
  shopId: string;
  connectionId: string;
  name: string;
  maxAgeSeconds: number;
}

/** The longest name and key of a fact that an index is given. */
const longest = 200;

/** A name or key as it is stored: a longer one, such as an e-mail address that a vendor lets anybody write, by its hash. */
const stored = (name: string): string =>
  name.length > longest ? `sha256:${createHash('sha256').update(name).digest('hex')}` : name;

/**
 * The keyed store of one connection's facts, shared by all processes. `ask`: reads one, together with what others ask for. Of many
 * facts that are put at once, one that the database never takes is left out, and the log names it.
 */
export function factStore(
  database: Queryable,
  { shopId, connectionId }: Pick<AskedFact, 'shopId' | 'connectionId'>,
  ask: (asked: AskedFact) => Promise<unknown>,
  log: Logger,
): FactStore {
  const leftOut = (err: unknown, { name }: KeyedFact) =>
    log.error(
      { code: 'facts.left_out', shop: shopId, connection: connectionId, fact: stored(name), err },
      'a fact cannot be kept',
    );
  return {
    get: (name, maxAgeSeconds) => ask({ shopId, connectionId, name: stored(name), maxAgeSeconds }),
    put: (name, value) => putFacts(database, shopId, connectionId, [{ name, value, keys: [] }]),
    putAll: (facts) => putAll(database, shopId, connectionId, facts, leftOut),
    async withKey(key) {
      const { rows } = await database.query<{ value: unknown }>({
        name: 'facts.keyed',
        text: `select value from facts where shop_id = $1 and connection_id = $2 and keys @> array[$3] order by name`,
        values: [shopId, connectionId, stored(key)],
      });
      return rows.map(({ value }) => value);
    },
  };
}

/** The facts in the order in which they are asked for; `undefined` for one that is not known, or is older than it may be. Many ask for the same. */
export async function getFacts(database: Queryable, asked: readonly AskedFact[]): Promise<unknown[]> {
  const different = [...new Map(asked.map((fact) => [keyOf(fact), fact])).values()];
  const { rows } = await database.query<{ place: number; value: unknown }>({
    name: 'facts.get',
    text: `select asked.place, facts.value
             from unnest($1::text[], $2::text[], $3::text[], $4::float8[]) with ordinality as asked (shop_id, connection_id, name, age, place)
             join facts on facts.shop_id = asked.shop_id and facts.connection_id = asked.connection_id and facts.name = asked.name
            where facts.at > now() - make_interval(secs => asked.age)`,
    values: [
      different.map(({ shopId }) => shopId),
      different.map(({ connectionId }) => connectionId),
      different.map(({ name }) => name),
      different.map(({ maxAgeSeconds }) => maxAgeSeconds),
    ],
  });
  const byPlace = new Map(rows.map(({ place, value }) => [place, value]));
  const found = new Map(different.map((fact, index) => [keyOf(fact), byPlace.get(index + 1)]));
  return asked.map((fact) => found.get(keyOf(fact)));
}

const keyOf = ({ shopId, connectionId, name, maxAgeSeconds }: AskedFact): string =>
  JSON.stringify([shopId, connectionId, name, maxAgeSeconds]);

/** Halves what cannot be stored together until the one fact is alone that is to blame. */
async function putAll(
  database: Queryable,
  shopId: string,
  connectionId: string,
  facts: readonly KeyedFact[],
  leftOut: (err: unknown, fact: KeyedFact) => void,
): Promise<void> {
  try {
    await putFacts(database, shopId, connectionId, facts);
  } catch (fault) {
    if (!isBadData(fault)) throw fault;
    const [first, another] = facts;
    if (first && !another) return leftOut(fault, first);
    const half = Math.ceil(facts.length / 2);
    await putAll(database, shopId, connectionId, facts.slice(0, half), leftOut);
    await putAll(database, shopId, connectionId, facts.slice(half), leftOut);
  }
}

/** Stores facts of a connection, in the place of what had their names. */
async function putFacts(
  database: Queryable,
  shopId: string,
  connectionId: string,
  facts: readonly KeyedFact[],
): Promise<void> {
  // Of a fact given twice the last counts, as if each had been put by itself; sorted, so that two writers never wait crosswise.
  const last = [...new Map(facts.map((fact) => [stored(fact.name), fact])).values()].sort((one, other) =>
    stored(one.name) < stored(other.name) ? -1 : 1,
  );
  await database.query({
    name: 'facts.put',
    text: `insert into facts (shop_id, connection_id, name, value, keys)
           select $1, $2, f.name, f.value, array(select jsonb_array_elements_text(f.keys))
             from unnest($3::text[], $4::jsonb[], $5::jsonb[]) as f (name, value, keys)
           on conflict (shop_id, connection_id, name) do update set value = excluded.value, keys = excluded.keys, at = now()`,
    values: [
      shopId,
      connectionId,
      last.map(({ name }) => stored(name)),
      last.map(({ value }) => JSON.stringify(value)),
      last.map(({ keys }) => JSON.stringify(keys.map(stored))),
    ],
  });
}
