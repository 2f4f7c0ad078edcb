import { failedReport } from '../../vendor/check.ts';
import { held, valueOf, type Reply } from '../../vendor/reply.ts';
import type { CheckReport } from '../contract-report.ts';
import { missingColumns } from './columns.ts';
import { dialects } from './dialects.ts';
import { inSession } from './session.ts';
import { sqlPortOf, type SqlContext } from './settings.ts';
import { emptyViewOf, pageFrom } from './statements.ts';
import { sqlWord } from './texts/texts.ts';

/** Reads a row of the view, and asks what else the role may do. */
export async function checkSql(context: SqlContext): Promise<CheckReport> {
  const { settings, credentials } = context;
  const began = performance.now();
  const reply = await inSession(context, async (session): Promise<Reply<{ columns: string[]; mayWrite: boolean }>> => {
    const columns = await session.columns(emptyViewOf(settings));
    const missing = missingColumns(settings, columns);
    if (missing) return held(missing);
    await session.rows(pageFrom(settings, { sql: '', values: [] }, { isFirst: true, rows: 1 }));
    const [role] = await session.rows(dialects[settings.engine].mayWrite);
    return valueOf({ columns, mayWrite: role?.['writes'] === 'true' });
  });
  const latencyMs = Math.round(performance.now() - began);
  if (reply.kind !== 'value') return failedReport(reply, latencyMs);
  const { columns, mayWrite } = reply.value;
  const { engine, host, database, view } = settings;
  return {
    ok: true,
    latencyMs,
    account: `${engine}://${host}:${sqlPortOf(settings)}/${database}/${view}`,
    accountName: `${view} (${database}, ${host})`,
    details: [
      { label: sqlWord('check.view'), value: view },
      { label: sqlWord('check.columns'), value: columns },
    ],
    notes: mayWrite ? [sqlWord('check.may_write', { user: credentials.user })] : [],
  };
}
