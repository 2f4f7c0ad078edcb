import { labels, metrics, type Metric } from '../../bridge-server/src/metrics/list.ts';

const title = `# Metrics

Made from \`bridge-server/src/metrics/list.ts\` by \`npm run documents\`; a test keeps both alike.

With \`KONTOR_METRICS_PORT\` set, every process of the bridge, whether web, worker or both, tells its figures at
\`http://127.0.0.1:<port>/metrics\` in the text format of Prometheus. It is a listener of its own, on this machine only unless
\`KONTOR_METRICS_HOST\` says otherwise: nobody proves there who asks, so let only whoever watches the bridge reach it. No
figure names a shop, an order or a person.

Figures of the **process** count what it did since it started: add them up over all processes. Figures of the **database** are
the same whichever process is asked: take the largest (\`max\`). They are read with one statement that looks at open transfers
only, and are good for five seconds, or for twenty times as long as reading took. So a page costs about a millisecond with
200,000 documents done and a tenth of a second with 50,000 that wait, and never more than a twentieth of one connection's
time. Done and closed transfers are not counted as they stand, since that would walk over everything there ever was.

The alarms that are made of them: [alerts.yml](alerts.yml), with what to do in the [runbook](runbook.md). Besides, there are
the figures of prom-client about the process: \`process_*\` (CPU, memory, open files) and \`nodejs_*\` (event loop, garbage
collection, heap).
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
