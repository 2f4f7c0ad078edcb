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
/** What Prometheus itself puts on every series. */
const given = ['instance', 'job'];

const promql = parser.configure({ strict: true });

/** A metric in an expression, with the matchers of its labels. */
interface Named {
  name: string;
  matchers: { label: string; values: string[] }[];
}
const namedIn = ({ expr }: Alert): Named[] =>
  [...expr.matchAll(/\b((?:kontor|nodejs|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)].map(([, name = '', inside = '']) => ({
    name,
    matchers: [...inside.matchAll(/([a-z]+)(?:=~|!~|!=|=)"([^"]*)"/g)].map(([, label = '', values = '']) => ({
      label,
      values: values.split('|'),
    })),
  }));

/** The metric of a series' name; a histogram is asked by its buckets, its sum or its count. */
function metricOf(name: string): (Metric & { le: boolean }) | null {
  const own = (metrics as Readonly<Record<string, Metric>>)[name];
  if (own) return own.type === 'histogram' ? null : { ...own, le: false };
  const histogram = (metrics as Readonly<Record<string, Metric>>)[name.replace(/_(bucket|sum|count)$/, '')];
  return histogram?.type === 'histogram' ? { ...histogram, le: name.endsWith('_bucket') } : null;
}

describe.each(alerts.map((alert) => [alert.name, alert] as const))('the alarm %s', (name, alert) => {
  it("is asked in Prometheus's language, by its own grammar", () => {
    expect(() => promql.parse(alert.expr)).not.toThrow();
    expect(() => promql.parse(`${alert.expr} by`)).toThrow(SyntaxError);
  });

  it('asks for metrics and labels that there are', async () => {
    const { text } = await createMeter().page();
    const found = namedIn(alert);
    expect(found.length).toBeGreaterThan(0);
    const known = new Set<string>(given);
    for (const { name: asked, matchers } of found) {
      const metric = metricOf(asked);
      if (!asked.startsWith('kontor_')) expect(text).toContain(`# TYPE ${asked} `);
      else expect([asked, metric]).toEqual([asked, expect.objectContaining({ help: expect.any(String) })]);
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
    const told = [...alert.summary.matchAll(/\$labels\.([a-z]+)/g)].map(([, label = '']) => label);
    for (const label of [...grouped, ...told]) expect([...known]).toContain(label);
    for (const label of told) expect(grouped).toContain(label);
  });

  it('has its section in the runbook, with all that one wants to know', () => {
    const section = sections.find((one) => one.name === name);
    const parts = [...(section?.text ?? '').matchAll(/^\*\*([^*]+)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['What it means for the shop', 'See the cause', 'Do', 'Over when', 'Do not']);
  });
});

describe('the alarms that the bridge tells by itself', () => {
  it('are shown in docs/operating.md as the webhook gets them', () => {
    const [, example = ''] = /```json\n([^]*?)```/.exec(operating) ?? [];
    const body = alarmBody.strict().parse(JSON.parse(example));
    expect(Object.keys(body)).toEqual(Object.keys(alarmBody.shape));
  });

  it('have a section of the runbook each, and stand with it in docs/operating.md', () => {
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

  it('names only metrics that there are', async () => {
    const { text } = await createMeter().page();
    const told = new Set(
      [...runbook.matchAll(/`((?:kontor|nodejs|process)_[a-z0-9_]+)/g)].map(([, name = '']) => name),
    );
    expect([...told].filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });

  it('names only commands and options that there are', () => {
    const commands = new Map(operations.map((operation) => [operation.command, operation]));
    const typed = [...runbook.matchAll(/`kontor ([^`]+)`/g)].map(([, words = '']) => words);
    expect(typed.length).toBeGreaterThan(15);
    const unknown = typed.filter((words) => {
      const [first = '', second = ''] = words.split(' ');
      const operation = commands.get(`${first} ${second}`) ?? commands.get(first);
      if (!operation) return true;
      const { positional = [], input } = operation;
      const given = words.slice(operation.command.length);
      const places = given
        .replaceAll(/--[a-z]+ \S+/g, '')
        .split(' ')
        .filter(Boolean);
      const options = [...given.matchAll(/--([a-z]+)/g)].map(([, option = '']) => option);
      return (
        places.length > positional.length ||
        options.some((option) => !(option in input.shape) || positional.includes(option))
      );
    });
    expect(unknown).toEqual([]);
  });
});
