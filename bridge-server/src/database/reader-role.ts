import type { Knex } from 'knex';

/** The role that can only read the views. Reporting tools can be given it too. */
export const readerRole = 'kontor_reader';
/** What the role may read. */
const views = ['kontor_articles', 'kontor_addresses'];

/**
 * Makes the role, lets the bridge's own user take it on, and lets it read the views. A role belongs to the whole
 * PostgreSQL and to no backup of a database, so this is done whenever a bridge starts. A user who may not make roles
 * leaves it to the operator; connections that read views are then read-only by a setting (`asReader`).
 */
const ensureStatement = `
do $$
begin
  if not exists (select from pg_roles where rolname = '${readerRole}') then
    create role ${readerRole} nologin;
  end if;
  if not pg_has_role(current_user, '${readerRole}', 'member') then
    execute format('grant ${readerRole} to %I', current_user);
  end if;
  if not has_table_privilege('${readerRole}', '${views.at(-1)}', 'select') then
    execute format('grant usage on schema %I to ${readerRole}', current_schema());
    grant select on ${views.join(', ')} to ${readerRole};
  end if;
exception
  -- Another bridge of this PostgreSQL has made the role at the same moment.
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then null;
end
$$`;

export async function ensureReaderRole(knex: Knex): Promise<void> {
  await knex.raw(ensureStatement);
}

/**
 * The first statement of a connection that reads views: it takes on the role. Where there is none, the connection at
 * least refuses to write.
 */
export const asReader = `
select case
         when exists (
                select from pg_roles
                 where rolname = '${readerRole}'
                   and pg_has_role(oid, 'member')
              )
         then set_config('role', '${readerRole}', false)
         else set_config('default_transaction_read_only', 'on', false)
       end`;
