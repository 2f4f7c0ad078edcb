import { table, type Row } from '../../bridge-server/src/mirror/transfer/states.ts';
import { explore } from './explore.ts';
import { readable, say } from './report.ts';
import { smallOnes } from './rows.ts';
import { beginning, taken } from './shop.ts';

const titleOf = ({ from, event, when = [], to, reason }: Row): string =>
  `${from} · ${event} (${when.join(', ')}) → ${to} ${reason}`;

describe('small explorations, which together take every row of the state table', () => {
  it.each(smallOnes.map((small) => [small.what, small] as const))('%s', (_what, { setting, left }) => {
    const { findings, whole } = explore(beginning(setting, left, 1), setting);
    expect(findings.map(readable)).toEqual([]);
    expect(whole).toBe(true);
  });

  it('leave out none: a row that nothing takes says what never happens', () => {
    const rows: readonly Row[] = table;
    const counts = rows.map((row) => taken.get(row) ?? 0);
    say(`${rows.length} rows, each taken ${Math.min(...counts)} to ${Math.max(...counts)} times`);
    expect(rows.filter((row) => !taken.has(row)).map(titleOf)).toEqual([]);
  });
});
