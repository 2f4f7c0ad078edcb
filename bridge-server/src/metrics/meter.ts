import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { metrics, type LabelsOf, type Metric, type MetricName, type NameOf } from './list.ts';

/**
 * Counts what happens in one process. It is passed to the code that counts, like the log; without a meter nothing is
 * counted.
 */
export interface Meter {
  count<Name extends NameOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  /** Adds one duration to a histogram. */
  time<Name extends NameOf<'histogram'>>(name: Name, labels: LabelsOf<Name>, seconds: number): void;
  /** Replaces all series of a gauge; a series that is not named is removed. */
  show<Name extends NameOf<'gauge'>>(name: Name, series: readonly { labels: LabelsOf<Name>; value: number }[]): void;
  /** All metrics in the text format of Prometheus, and its content type. */
  page(): Promise<{ text: string; contentType: string }>;
}

/**
 * A meter with a registry of its own. It also has the figures of the process from prom-client (`process_*`,
 * `nodejs_*`).
 */
export function createMeter(): Meter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<MetricName, Counter>();
  const gauges = new Map<MetricName, Gauge>();
  const histograms = new Map<MetricName, Histogram>();
  for (const [name, metric] of Object.entries(metrics) as [MetricName, Metric][]) {
    const options = { name, help: metric.help, labelNames: [...metric.labels], registers: [registry] };
    if (metric.type === 'counter') counters.set(name, startedAtZero(new Counter(options), metric));
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
      // After a reset, a gauge without labels would show 0, although nothing is known.
      if (series.length === 0 && metrics[name].labels.length === 0) gauge?.remove();
      for (const { labels, value } of series) gauge?.set(labels, value);
    },
    page: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}

/**
 * Starts the series of a counter at 0 when all of them are known. Only then does Prometheus see the first event as an
 * increase.
 */
function startedAtZero(counter: Counter, { labels, values = {} }: Metric): Counter {
  if (labels.some((label) => values[label] === undefined)) return counter;
  let series: Record<string, string>[] = [{}];
  for (const label of labels)
    series = series.flatMap((labelValues) =>
      (values[label] ?? []).map((value) => ({ ...labelValues, [label]: value })),
    );
  for (const labelValues of series) counter.inc(labelValues, 0);
  return counter;
}
