import { createServer } from 'node:http';
import supertest from 'supertest';
import { pino } from 'pino';
import { createGauges } from '../../bridge-server/src/http/metrics/gauges.ts';
import { metricsListener } from '../../bridge-server/src/http/metrics/server.ts';
import type { Meter } from '../../bridge-server/src/metrics/meter.ts';
import type { World } from './world.ts';

/** One line of the page: a series and its value. */
export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** The text format of Prometheus, as far as the bridge writes it. */
export function seriesOf(page: string): Series[] {
  return page.split('\n').flatMap((line) => {
    const [, name, given = '', value]: (string | undefined)[] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined) return [];
    return [
      {
        name,
        labels: Object.fromEntries(
          [...given.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, label = '', said = '']) => [label, said]),
        ),
        value: Number(value),
      },
    ];
  });
}

/** Asks for the page as Prometheus does; nothing that an earlier page read is told again. */
export async function scrape(world: World, meter: Meter) {
  const listener = metricsListener(meter, createGauges(world.database, meter), pino({ level: 'silent' }));
  const answer = await supertest(createServer(listener)).get('/metrics');
  const series = seriesOf(answer.text);
  return {
    answer,
    series,
    /** The sum of all series with these labels; null where there is none. */
    sum: (name: string, labels: Readonly<Record<string, string>> = {}): number | null => {
      const found = series.filter(
        (one) => one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value),
      );
      return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
    },
  };
}
