import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory from 'knex';
import { z } from 'zod';
import { reason, word } from '../../texts/reason.ts';
import { held, type Reply } from '../../vendor/reply.ts';
import { dialects, patience, type Fault, type Wire } from './dialects.ts';
import { isAllowed, sqlPortOf, type SqlContext } from './settings.ts';
import { sqlReason } from './texts/texts.ts';

/** One row of an answer. Every column is selected as text. */
export type SqlRow = Readonly<Record<string, string | null>>;

/** One transaction that can only read. */
export interface Session {
  /** The rows of a statement whose `?` are these values. */
  rows(statement: string, values?: readonly string[]): Promise<SqlRow[]>;
  /** The names of the columns of an answer. */
  columns(statement: string): Promise<string[]>;
}

const row = z.record(z.string(), z.string().nullable());

/**
 * Does the work in a transaction that the server keeps from changing anything, and ends the connection. It takes no
 * longer than connecting and a few statements may, even where the server falls silent.
 */
export async function inSession<T>(
  context: SqlContext,
  work: (session: Session) => Promise<Reply<T>>,
): Promise<Reply<T>> {
  const { settings, credentials, operator } = context;
  if (!isAllowed(operator, settings))
    return held(sqlReason('held.host_not_allowed', { host: `${settings.host}:${sqlPortOf(settings)}` }));
  const dialect = dialects[settings.engine];
  const knex = knexFactory({
    ...dialect.config(settings, credentials),
    // One connection, so that every statement is in the one transaction.
    pool: { min: 0, max: 1, afterCreate: rememberConnection },
    acquireConnectionTimeout: patience.connect * 1000,
    compileSqlOnError: false,
    log: { warn: nothing, error: nothing, deprecate: nothing, debug: nothing },
  });
  let open: Wire | null = null;
  function rememberConnection(wire: Wire, created: (fault: Error | null, its: Wire) => void): void {
    open = wire;
    // Without a listener, a connection that breaks would end the process.
    wire.on('error', nothing);
    created(null, wire);
  }
  const ask = async (statement: string, values: readonly string[] = []) => {
    if (!open) throw new Error('the connection is not open');
    const read = await dialect.ask(knex, open, statement, values);
    return { rows: read.rows.map((one) => row.parse(one)), columns: read.fields.map(({ name }) => name) };
  };
  try {
    return await withTimeOut(async () => {
      for (const statement of dialect.begin) await knex.raw(statement);
      return work({
        rows: async (statement, values) => (await ask(statement, values)).rows,
        columns: async (statement) => (await ask(statement)).columns,
      });
    });
  } catch (fault) {
    return held(reasonFor(fault, context));
  } finally {
    // Nothing is to be committed, and a server that hangs must not be waited for.
    cut(open);
    void knex.destroy().catch(nothing);
  }
}

const nothing = (): void => undefined;

const cut = (wire: Wire | null): void => (wire?.destroy ? wire.destroy() : wire?.connection?.stream.destroy());

class TookTooLong extends Error {}

async function withTimeOut<T>(work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep((patience.connect + patience.statement) * 1000, undefined, { signal: over.signal }).then(() => {
    throw new TookTooLong();
  });
  late.catch(nothing);
  try {
    return await Promise.race([work(), late]);
  } finally {
    over.abort();
  }
}

/** The reason of a fault, by the code that the server or the network gives. */
function reasonFor(fault: unknown, { settings, credentials }: SqlContext) {
  const { host, view, database } = settings;
  const { code, said } = describe(fault);
  const known: Fault | undefined = fault instanceof TookTooLong ? 'view_slow' : dialects[settings.engine].faults[code];
  switch (known) {
    case 'role_refused':
      return sqlReason('held.role_refused', { user: credentials.user, said });
    case 'database_unknown':
      return sqlReason('held.database_unknown', { database, said });
    case 'view_unknown':
      return sqlReason('held.view_unknown', { view, database });
    case 'not_readable':
      return sqlReason('held.not_readable', { user: credentials.user, view, said });
    case 'view_writes':
      return sqlReason('held.view_writes', { view, said });
    case 'view_slow':
      return sqlReason('held.view_slow', { view, seconds: patience.statement });
    case 'no_tls':
      return sqlReason('held.no_tls', { host, said });
    default:
      if (/ssl|tls|certificate/i.test(said)) return sqlReason('held.no_tls', { host, said });
      return networkCodes.test(code)
        ? reason('held.unreachable', { cause: word('sent.unreachable', { host, fault: code }), vendor: host })
        : sqlReason('held.view_failed', { view, said });
  }
}

const networkCodes = /^(E[A-Z]+|EAI_[A-Z]+|PROTOCOL_CONNECTION_LOST)$/;

function describe(fault: unknown): { code: string; said: string } {
  if (fault instanceof AggregateError) return describe(fault.errors[0]);
  const { code, sqlMessage, message } = fault as { code?: string; sqlMessage?: string; message?: string };
  const said = sqlMessage ?? message ?? String(fault);
  // Neither pool nor driver gives a code to a time-out while connecting.
  const timedOut = /timeout/i.test(said) && code === undefined;
  return { code: timedOut ? 'ETIMEDOUT' : (code ?? ''), said };
}
