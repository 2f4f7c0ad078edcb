import { labels, metrics, type Metric } from '../../bridge-server/src/metrics/list.ts';

const title = `# Metrics

For whoever watches the bridge: every figure that it offers to Prometheus.

If \`KONTOR_METRICS_PORT\` is set, every process of the bridge, web or worker, offers its figures at
\`http://127.0.0.1:<port>/metrics\` in the text format of Prometheus. This is a separate listener, on this machine only unless
\`KONTOR_METRICS_HOST\` says otherwise. It asks for no proof, so let only whoever watches the bridge reach it. No
figure names a shop, an order or a person.

Figures of the **process** count what it did since it started: add them up over all processes. Figures of the **database** are
the same in every process: take the largest (\`max\`). One statement reads them from open transfers only. They are kept for five
seconds, or for twenty times as long as the reading took. So a page costs about a millisecond with 200,000 finished documents and a
tenth of a second with 50,000 waiting ones, and never more than a twentieth of one connection's time. Done and closed transfers are
not counted, since that would read everything that there ever was.

[alerts.yml](alerts.yml) has the alarms that are made from these figures, and the [runbook](runbook.md) says what to do. Each process
also offers prom-client's figures about itself: \`process_*\` (CPU, memory, open files) and \`nodejs_*\` (event loop, garbage
collection, heap).

\`npm run documents\` makes this page from \`bridge-server/src/metrics/list.ts\`, and a test compares both.
`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function rowOf(name: string, metric: Metric): string {
  const labelCells = metric.labels.map((label) => {
    const values = metric.values?.[label]?.map((value) => (value === '' ? 'empty' : value));
    return values ? `\`${label}\` (${values.join(', ')})` : `\`${label}\``;
  });
  return line([`\`${name}\``, metric.type, metric.of, labelCells.join(', '), metric.help]);
}

/** The page docs/metrics.md. */
export function metricsDocument(): string {
  const rows = Object.entries(metrics).map(([name, metric]) => rowOf(name, metric));
  const meanings = Object.entries(labels).map(([label, meaning]) => line([`\`${label}\``, meaning]));
  return [
    title,
    line(['metric', 'type', 'of', 'labels', 'what it tells']),
    line(Array(5).fill('---') as string[]),
    ...rows,
    '',
    '## Labels\n',
    line(['label', 'what it says']),
    line(Array(2).fill('---') as string[]),
    ...meanings,
    '',
  ].join('\n');
}
