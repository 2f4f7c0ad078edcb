import { word, reason } from '../../texts/reason.ts';
import type { Options } from '../contract-report.ts';
import { dialects } from './dialects.ts';
import { inSession } from './session.ts';
import { columnsIn, type SqlContext, type SqlSettings } from './settings.ts';
import { emptyViewOf } from './statements.ts';

/** Why the settings do not fit a table with these columns; null: they do. */
export function missingColumns(settings: SqlSettings, offered: readonly string[]) {
  const mapped = [...columnsIn(settings).map(([, column]) => column), settings.changedColumn].filter(Boolean);
  const missing = mapped.filter((column) => !offered.includes(column));
  if (missing.length === 0) return null;
  return reason('held.column_unknown', {
    columns: missing.map((column) => `"${column}"`),
    offered: offered.length > 0 ? offered : word('nothing.columns'),
  });
}

/** The views of the database, and the columns of the view that the settings name. */
export async function readSqlOptions(context: SqlContext): Promise<Options> {
  const { settings } = context;
  const views = await inSession(context, async (session) => ({
    kind: 'value',
    value: (await session.rows(dialects[settings.engine].views)).map((row) => row['view'] ?? ''),
  }));
  const columns = await inSession(context, async (session) => ({
    kind: 'value',
    value: settings.view === '' ? [] : await session.columns(emptyViewOf(settings)),
  }));
  const listOf = (reply: typeof views): Options[string] =>
    reply.kind === 'value'
      ? { kind: 'read', options: reply.value.map((name) => ({ value: name, label: name })) }
      : { ...reply, kind: 'not_now' };
  return { views: listOf(views), columns: listOf(columns) };
}
