import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { alarmRules } from '../../bridge-server/src/alarms/limits.ts';
import { alarmBody } from '../../bridge-server/src/alarms/notice.ts';
import { metrics, type Label, type Metric } from '../../bridge-server/src/metrics/list.ts';
import { createMeter } from '../../bridge-server/src/metrics/meter.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { catalogue } from '../../bridge-server/src/texts/catalogue.ts';
import { alerts, type Alert } from './alerts.ts';

const operating = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const sections = runbook
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ name: text.split('\n', 1)[0] ?? '', text: text.split(/^# /m)[0] ?? '' }));
/** The labels that Prometheus itself puts on every series. */
const labelsOfPrometheus = ['instance', 'job'];

const promql = parser.configure({ strict: true });

/** A metric in an expression, with the matchers of its labels. */
interface NamedMetric {
  name: string;
  matchers: { label: string; values: string[] }[];
}
const metricsIn = ({ expr }: Alert): NamedMetric[] =>
  [...expr.matchAll(/\b((?:kontor|nodejs|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)].map(([, name = '', inside = '']) => ({
    name,
    matchers: [...inside.matchAll(/([a-z]+)(?:=~|!~|!=|=)"([^"]*)"/g)].map(([, label = '', values = '']) => ({
      label,
      values: values.split('|'),
    })),
  }));

/** The metric of a series. The series of a histogram are its buckets, its sum and its count. */
function metricOf(name: string): (Metric & { le: boolean }) | null {
  const own = (metrics as Readonly<Record<string, Metric>>)[name];
  if (own) return own.type === 'histogram' ? null : { ...own, le: false };
  const histogram = (metrics as Readonly<Record<string, Metric>>)[name.replace(/_(bucket|sum|count)$/, '')];
  return histogram?.type === 'histogram' ? { ...histogram, le: name.endsWith('_bucket') } : null;
}

describe.each(alerts.map((alert) => [alert.name, alert] as const))('the alarm %s', (name, alert) => {
  it("has an expression that Prometheus's own grammar accepts", () => {
    expect(() => promql.parse(alert.expr)).not.toThrow();
    expect(() => promql.parse(`${alert.expr} by`)).toThrow(SyntaxError);
  });

  it('asks only for metrics and labels that exist', async () => {
    const { text } = await createMeter().page();
    const named = metricsIn(alert);
    expect(named.length).toBeGreaterThan(0);
    const known = new Set<string>(labelsOfPrometheus);
    for (const { name: series, matchers } of named) {
      const metric = metricOf(series);
      if (!series.startsWith('kontor_')) expect(text).toContain(`# TYPE ${series} `);
      else
        expect({ series, metric }).toEqual({ series, metric: expect.objectContaining({ help: expect.any(String) }) });
      for (const label of metric?.labels ?? []) known.add(label);
      if (metric?.le) known.add('le');
      for (const { label, values } of matchers) {
        expect(metric?.labels).toContain(label);
        const all = metric?.values?.[label as Label];
        if (all) expect(all).toEqual(expect.arrayContaining(values));
      }
    }
    const grouped = [...alert.expr.matchAll(/\b(?:by|on|without|ignoring) \(([^)]*)\)/g)].flatMap(([, inside = '']) =>
      inside.split(', '),
    );
    const shown = [...alert.summary.matchAll(/\$labels\.([a-z]+)/g)].map(([, label = '']) => label);
    for (const label of [...grouped, ...shown]) expect([...known]).toContain(label);
    for (const label of shown) expect(grouped).toContain(label);
  });

  it('has a section in the runbook, with every part that a section must have', () => {
    const section = sections.find((candidate) => candidate.name === name);
    const parts = [...(section?.text ?? '').matchAll(/^\*\*([^*]+)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['What it means for the shop', 'See the cause', 'Do', 'Over when', 'Do not']);
  });
});

describe('the alarms that the bridge sends by itself', () => {
  it('are shown in docs/operating.md as the webhook receives them', () => {
    const [, example = ''] = /```json\n([^]*?)```/.exec(operating) ?? [];
    const body = alarmBody.strict().parse(JSON.parse(example));
    expect(Object.keys(body)).toEqual(Object.keys(alarmBody.shape));
  });

  it('are listed in docs/operating.md, each with its section of the runbook', () => {
    const listed = [...operating.matchAll(/^\| `(doctor\.[^|]*)`\s+\|.*\| `(Kontor\w+)`\s+\|$/gm)];
    expect(new Set(listed.map(([, , section]) => section))).toEqual(
      new Set(Object.values(alarmRules).map(({ runbook: section }) => section)),
    );
    const codes = listed.flatMap(([, named = '']) => named.split('`, `'));
    expect(codes.filter((code) => !(code in catalogue.en.problems))).toEqual([]);
    for (const { runbook: section } of Object.values(alarmRules))
      expect(sections.map(({ name }) => name)).toContain(section);
  });
});

describe('the runbook', () => {
  it('has no section without an alarm', () => {
    expect(sections.map(({ name }) => name)).toEqual(alerts.map(({ name }) => name));
  });

  it('names only metrics that exist', async () => {
    const { text } = await createMeter().page();
    const named = new Set(
      [...runbook.matchAll(/`((?:kontor|nodejs|process)_[a-z0-9_]+)/g)].map(([, name = '']) => name),
    );
    expect([...named].filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });

  it('names only commands and options that exist', () => {
    const commands = new Map(operations.map((operation) => [operation.command, operation]));
    const typed = [...runbook.matchAll(/`kontor ([^`]+)`/g)].map(([, words = '']) => words);
    expect(typed.length).toBeGreaterThan(15);
    const unknown = typed.filter((words) => {
      const [first = '', second = ''] = words.split(' ');
      const operation = commands.get(`${first} ${second}`) ?? commands.get(first);
      if (!operation) return true;
      const { positional = [], input } = operation;
      const args = words.slice(operation.command.length);
      const places = args
        .replaceAll(/--[a-z]+ \S+/g, '')
        .split(' ')
        .filter(Boolean);
      const options = [...args.matchAll(/--([a-z]+)/g)].map(([, option = '']) => option);
      return (
        places.length > positional.length ||
        options.some((option) => !(option in input.shape) || positional.includes(option))
      );
    });
    expect(unknown).toEqual([]);
  });
});
