import { table, type Row } from '../../bridge-server/src/mirror/transfer/states.ts';
import { explore } from './explore.ts';
import { readable, say } from './report.ts';
import { smallExplorations } from './rows.ts';
import { beginning, timesTaken } from './shop.ts';

const titleOf = ({ from, event, when = [], to, reason }: Row): string =>
  `${from} · ${event} (${when.join(', ')}) → ${to} ${reason}`;

describe('small explorations, which together take every row of the state table', () => {
  it.each(smallExplorations)('no rule breaks when $what', ({ setting, left }) => {
    const { findings, whole } = explore(beginning(setting, left, 1), setting);
    expect(findings.map(readable)).toEqual([]);
    expect(whole).toBe(true);
  });

  it('leave out no row, since a row that nothing takes describes what never happens', () => {
    const rows: readonly Row[] = table;
    const counts = rows.map((row) => timesTaken.get(row) ?? 0);
    say(`${rows.length} rows, each taken ${Math.min(...counts)} to ${Math.max(...counts)} times`);
    expect(rows.filter((row) => !timesTaken.has(row)).map(titleOf)).toEqual([]);
  });
});
