import { createServer } from 'node:http';
import supertest from 'supertest';
import { pino } from 'pino';
import { createGauges } from '../../bridge-server/src/http/metrics/gauges.ts';
import { metricsListener } from '../../bridge-server/src/http/metrics/server.ts';
import type { Meter } from '../../bridge-server/src/metrics/meter.ts';
import type { World } from './world.ts';

/** One line of the metrics page: a series and its value. */
export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** Reads the text format of Prometheus, as far as the bridge uses it. */
export function seriesOf(page: string): Series[] {
  return page.split('\n').flatMap((line) => {
    const [, name, labels = '', value]: (string | undefined)[] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined) return [];
    return [
      {
        name,
        labels: Object.fromEntries(
          [...labels.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, label = '', text = '']) => [label, text]),
        ),
        value: Number(value),
      },
    ];
  });
}

/** Reads the metrics page as Prometheus does. What the page tells of the database is read anew each time. */
export async function scrape(world: World, meter: Meter) {
  const listener = metricsListener(meter, createGauges(world.database, meter), pino({ level: 'silent' }));
  const answer = await supertest(createServer(listener)).get('/metrics');
  const series = seriesOf(answer.text);
  return {
    answer,
    series,
    /** The sum of all series with that name and these labels; null where there is none. */
    sum: (name: string, labels: Readonly<Record<string, string>> = {}): number | null => {
      const matching = series.filter(
        (line) => line.name === name && Object.entries(labels).every(([label, value]) => line.labels[label] === value),
      );
      return matching.length === 0 ? null : matching.reduce((sum, { value }) => sum + value, 0);
    },
  };
}
