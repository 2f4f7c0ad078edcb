import type { Knex } from 'knex';
import { z } from 'zod';
import type { SqlCredentials, Engine, SqlSettings } from './settings.ts';
import { sqlPortOf } from './settings.ts';

/** How long each part of a call may take, in seconds. */
export const patience = { connect: 10, statement: 20 };

/** The causes of a failure that have a text of their own. */
export type Fault =
  | 'role_refused'
  | 'database_unknown'
  | 'view_unknown'
  | 'column_unknown'
  | 'not_readable'
  | 'view_writes'
  | 'view_slow'
  | 'no_tls';

/** The open connection of either driver. */
export interface Wire {
  on(event: 'error', listener: () => void): unknown;
  /** MariaDB's driver. */
  execute?(statement: string, values: readonly string[], done: MariaCallback): void;
  destroy?(): void;
  /** PostgreSQL's driver. */
  connection?: { stream: { destroy(): void } };
}
type MariaCallback = (fault: Error | null, rows: unknown, fields: unknown) => void;

/** The rows of an answer, and the names of its columns. */
const answer = z.object({ rows: z.array(z.unknown()), fields: z.array(z.object({ name: z.string() })) });
type Answer = z.infer<typeof answer>;

/** What differs between the databases. */
interface Dialect {
  config(settings: SqlSettings, credentials: SqlCredentials): Knex.Config;
  /** Runs a statement whose `?` are the values. */
  ask(knex: Knex, wire: Wire, statement: string, values: readonly string[]): Promise<Answer>;
  /** Encloses a name, so that it is never read as anything but a name. */
  quote(name: string): string;
  /** The statements that begin a transaction in which the server refuses every change. */
  begin: readonly string[];
  /** The type of text in a cast. */
  text: string;
  /** A little before an instant that is given as text. */
  before: string;
  /** Whether the role may change anything: one row with `writes`. */
  mayWrite: string;
  views: string;
  faults: Readonly<Record<string, Fault>>;
}

const connectMs = patience.connect * 1000;
const statementMs = patience.statement * 1000;

export const dialects: Readonly<Record<Engine, Dialect>> = {
  postgresql: {
    config: (settings, { user, password }) => ({
      client: 'pg',
      connection: {
        host: settings.host,
        port: sqlPortOf(settings),
        database: settings.database,
        user,
        password,
        ssl: settings.tls ? { rejectUnauthorized: true } : false,
        connectionTimeoutMillis: connectMs,
        statement_timeout: statementMs,
        query_timeout: statementMs + 1000,
        application_name: 'kontor',
      },
    }),
    ask: async (knex, _wire, statement, values) => answer.parse(await knex.raw(statement, [...values])),
    // knex takes every bare question mark for a value.
    quote: (name) => `"${name.replaceAll('"', '""').replaceAll('?', '\\?')}"`,
    begin: [
      'begin transaction isolation level repeatable read read only',
      `set local time zone 'UTC'`,
      'set local datestyle to iso',
    ],
    text: 'text',
    before: `cast(? as timestamptz) - interval '5 minutes'`,
    mayWrite: `
      select exists (
               select from pg_class
                where relkind in ('r', 'v', 'p', 'f')
                  and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
                  and has_table_privilege(oid, 'insert, update, delete, truncate')
             )::text as writes`,
    views: `
      select table_schema || '.' || table_name as view
        from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')
       order by table_type desc, 1
       limit 500`,
    faults: {
      '28P01': 'role_refused',
      '28000': 'role_refused',
      '3D000': 'database_unknown',
      '42P01': 'view_unknown',
      '3F000': 'view_unknown',
      '42703': 'column_unknown',
      '42501': 'not_readable',
      '25006': 'view_writes',
      '57014': 'view_slow',
    },
  },
  mariadb: {
    config: (settings, { user, password }) => ({
      client: 'mysql2',
      connection: {
        host: settings.host,
        port: sqlPortOf(settings),
        database: settings.database,
        user,
        password,
        charset: 'utf8mb4',
        connectTimeout: connectMs,
        ...(settings.tls ? { ssl: { rejectUnauthorized: true } } : {}),
        // The server must not ask for files of this machine.
        flags: ['-LOCAL_FILES'],
      },
    }),
    // As a prepared statement. Otherwise the driver takes a question mark within a name for a value.
    ask: (_knex, wire, statement, values) =>
      new Promise((resolve, reject) => {
        wire.execute?.(statement, values, (fault, rows, fields) =>
          fault ? reject(fault) : resolve(answer.parse({ rows, fields })),
        );
      }),
    quote: (name) => `\`${name.replaceAll('`', '``')}\``,
    begin: [
      // MariaDB reads the first comment, MySQL the second one.
      [
        `set session time_zone = '+00:00', session sql_mode = ''`,
        `/*M!, session max_statement_time = ${patience.statement} */`,
        `/*!50708 , session max_execution_time = ${statementMs} */`,
      ].join(' '),
      'set session transaction isolation level repeatable read',
      'start transaction read only',
    ],
    text: 'char',
    before: 'cast(? as datetime(6)) - interval 5 minute',
    mayWrite: `
      select case when exists (
               select 1
                 from (
                   select grantee, privilege_type from information_schema.user_privileges
                   union all
                   select grantee, privilege_type from information_schema.schema_privileges
                   union all
                   select grantee, privilege_type from information_schema.table_privileges
                 ) privileges
                where privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'SUPER')
             ) then 'true' else 'false' end as writes`,
    views: `
      select table_name as view
        from information_schema.tables
       where table_schema = database()
       order by table_type desc, 1
       limit 500`,
    faults: {
      ER_ACCESS_DENIED_ERROR: 'role_refused',
      ER_DBACCESS_DENIED_ERROR: 'database_unknown',
      ER_BAD_DB_ERROR: 'database_unknown',
      ER_NO_SUCH_TABLE: 'view_unknown',
      ER_BAD_FIELD_ERROR: 'column_unknown',
      ER_TABLEACCESS_DENIED_ERROR: 'not_readable',
      ER_COLUMNACCESS_DENIED_ERROR: 'not_readable',
      ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'view_writes',
      ER_STATEMENT_TIMEOUT: 'view_slow',
      ER_QUERY_TIMEOUT: 'view_slow',
      HANDSHAKE_NO_SSL_SUPPORT: 'no_tls',
    },
  },
};
