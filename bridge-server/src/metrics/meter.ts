import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { metrics, type LabelsOf, type Metric, type MetricName, type NameOf } from './list.ts';

/**
 * Counts what happens in one process. Handed in where it happens, as the log is; where there is none, nothing is
 * counted.
 */
export interface Meter {
  count<Name extends NameOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  /** `seconds`: how long it took. */
  time<Name extends NameOf<'histogram'>>(name: Name, labels: LabelsOf<Name>, seconds: number): void;
  /** All series of a gauge as they are now; those that are not named any more are gone. */
  show<Name extends NameOf<'gauge'>>(name: Name, series: readonly { labels: LabelsOf<Name>; value: number }[]): void;
  /** Everything in the text format of Prometheus, and that format's content type. */
  page(): Promise<{ text: string; contentType: string }>;
}

/** A meter of its own registry, with Node's own figures of the process (`process_*`, `nodejs_*`) besides. */
export function createMeter(): Meter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<MetricName, Counter>();
  const gauges = new Map<MetricName, Gauge>();
  const histograms = new Map<MetricName, Histogram>();
  for (const [name, metric] of Object.entries(metrics) as [MetricName, Metric][]) {
    const options = { name, help: metric.help, labelNames: [...metric.labels], registers: [registry] };
    if (metric.type === 'counter') counters.set(name, begunAtZero(new Counter(options), metric));
    else if (metric.type === 'gauge') gauges.set(name, new Gauge(options));
    else histograms.set(name, new Histogram({ ...options, buckets: [...(metric.buckets ?? [])] }));
  }
  return {
    count(name, labels, by = 1) {
      counters.get(name)?.inc(labels, by);
    },
    time(name, labels, seconds) {
      histograms.get(name)?.observe(labels, seconds);
    },
    show(name, series) {
      const gauge = gauges.get(name);
      gauge?.reset();
      // One without labels would say 0 where nothing is known.
      if (series.length === 0 && metrics[name].labels.length === 0) gauge?.remove();
      for (const { labels, value } of series) gauge?.set(labels, value);
    },
    page: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}

/**
 * A counter whose series are known from the start is there from the start: only then does its first event show as an
 * increase.
 */
function begunAtZero(counter: Counter, { labels, values = {} }: Metric): Counter {
  const known = labels.every((label) => values[label] !== undefined);
  const series = known
    ? labels.reduce<Record<string, string>[]>(
        (made, label) => made.flatMap((one) => (values[label] ?? []).map((value) => ({ ...one, [label]: value }))),
        [{}],
      )
    : [];
  for (const one of series) counter.inc(one, 0);
  return counter;
}
