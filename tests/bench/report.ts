import Table from 'cli-table3';
import type { Figure } from './measure.ts';

const shown = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 0.1 ? 2 : 3);

/** Whether the figure reaches its goal. */
export const reaches = (figure: Figure): boolean => figure[figure.judged] >= figure.goal;

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['measure', 'value', 'baseline', 'ratio', 'goal', '', 'against'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  table.push(
    ...figures.map((figure) => [
      figure.name,
      `${shown(figure.value)} ${figure.unit}`,
      shown(figure.baseline),
      shown(figure.ratio),
      `≥ ${figure.goal}${figure.judged === 'value' ? ` ${figure.unit}` : ''}`,
      reaches(figure) ? 'reached' : 'missed',
      figure.against,
    ]),
  );
  return table.toString();
}
