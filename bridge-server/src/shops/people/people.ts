import { personView, type PeopleKind, type PersonView } from '@kontor/shared/api/people';
import type { Queryable } from '../../database/database.ts';
import type { ShopPeople } from '../../systems/contract-people.ts';

/** What is stored of a person, a branch or a firm. `quiet` null: as it was, else false. */
export type NewPerson = Omit<PersonView, 'archived' | 'quiet'> & { quiet: boolean | null };

const listStatement = `
select kind,
       number,
       name,
       email,
       ik,
       quiet,
       archived_at is not null as archived
  from people
 where shop_id = $1
   and ($2::text is null or kind = $2)
   and ($3 or archived_at is null)
 order by kind, name, number`;

/** The people of a shop by kind and name. `archived`: also those that are not used any more. */
export async function listPeople(
  database: Queryable,
  shopId: string,
  { kind = null, archived = false }: { kind?: PeopleKind | null; archived?: boolean } = {},
): Promise<PersonView[]> {
  const { rows } = await database.query({
    name: 'people.list',
    text: listStatement,
    values: [shopId, kind, archived],
  });
  return rows.map((row) => personView.parse(row));
}

const saveStatement = `
insert into people (
         shop_id,
         kind,
         number,
         name,
         email,
         ik,
         quiet
       )
select $1,
       given.kind,
       given.number,
       given.name,
       given.email,
       given.ik,
       coalesce(given.quiet, known.quiet, false)
  from json_to_recordset($2) as given (kind text, number text, name text, email text, ik text, quiet boolean)
  left join people known
    on known.shop_id = $1
   and known.kind = given.kind
   and known.number = given.number
 order by given.kind, given.number
on conflict (shop_id, kind, number) do update
   set name = excluded.name,
       email = excluded.email,
       ik = excluded.ik,
       quiet = excluded.quiet,
       archived_at = null,
       changed_at = now()
returning kind,
          number,
          name,
          email,
          ik,
          quiet,
          false as archived`;

/**
 * Stores people under their numbers, which must be different. A number that is known gets the new name and the rest, and
 * an archived one is in use again.
 */
export async function savePeople(
  database: Queryable,
  shopId: string,
  people: readonly NewPerson[],
): Promise<PersonView[]> {
  const { rows } = await database.query(saveStatement, [shopId, JSON.stringify(people)]);
  return rows.map((row) => personView.parse(row));
}

const archiveStatement = `
update people
   set archived_at = coalesce(archived_at, now()),
       changed_at = now()
 where shop_id = $1
   and kind = $2
   and number = $3
returning kind,
          number,
          name,
          email,
          ik,
          quiet,
          true as archived`;

/** Takes a person out of use. Null: the shop has no such person. */
export async function archivePerson(
  database: Queryable,
  shopId: string,
  { kind, number }: Pick<NewPerson, 'kind' | 'number'>,
): Promise<PersonView | null> {
  const { rows } = await database.query(archiveStatement, [shopId, kind, number]);
  return rows[0] ? personView.parse(rows[0]) : null;
}

/** The people in use as systems know them, by kind. */
export async function readShopPeople(database: Queryable, shopId: string): Promise<ShopPeople> {
  const people = await listPeople(database, shopId);
  const named = (wanted: PeopleKind) =>
    people.filter(({ kind }) => kind === wanted).map(({ number, name }) => ({ number, name }));
  return {
    branches: named('branch'),
    employees: named('employee'),
    clerks: named('clerk'),
    insurers: people.flatMap(({ number, name, ik }) => (ik === null ? [] : [{ number, name, ik }])),
  };
}
