import type { Client } from './client.ts';
import { isForbidden, readPermitted } from './facts/permitted.ts';
import { read, type Read } from './facts/read.ts';
import { failed } from './refusal.ts';
import type { Context } from './settings/connection.ts';
import { lockDateSettings, numberSeries } from './shapes/books.ts';
import { surveyProducts, type Surveyed } from './survey.ts';

/** What people want to see of the company, and what stands in the way of its orders. */
export interface Details {
  details: { label: string; value: string }[];
  notes: string[];
}

/** Reads the details at once. What may not be read, or cannot be just now, is a note. */
export async function readDetails(client: Client, context: Context): Promise<Details> {
  const parts = await Promise.all([
    part('Lock date', lockDate(client, context)),
    part('Number series of customers', series(client, context)),
    products(client, context),
  ]);
  return { details: parts.flatMap(({ details }) => details), notes: parts.flatMap(({ notes }) => notes) };
}

async function part(label: string, reading: Promise<Read<string | null>>): Promise<Details> {
  const told = await reading;
  if (told.kind !== 'read') return { details: [], notes: [`${label}: cannot be read now. ${told.cause}`] };
  return told.value === null
    ? { details: [], notes: [`${label}: the extension in Go may not read it.`] }
    : { details: [{ label, value: told.value }], notes: [] };
}

async function lockDate(client: Client, context: Context): Promise<Read<string | null>> {
  const reply = await client.call(
    context,
    { method: 'GET', path: '/LockDateSettings', effect: 'reads' },
    lockDateSettings,
  );
  if (reply.kind === 'value') return read(reply.value.LockDate?.slice(0, 10) ?? 'none');
  return isForbidden(reply) ? read(null) : failed(reply);
}

async function series(client: Client, context: Context): Promise<Read<string | null>> {
  const listed = await readPermitted(client, context, '/SubLedgerNumberSeries', customerSeries, numberSeries);
  if (listed.kind !== 'read' || listed.value === null) return listed.kind === 'read' ? read(null) : listed;
  return read(listed.value.map((one) => `${seriesLabel(one)}${one.IsDefault ? ', default' : ''}`).join('; ') || 'none');
}

/** The filter is case-sensitive. */
export const customerSeries = { subLedgerNumberSeriesType: 'Customer' };
export const seriesLabel = ({
  Name,
  FromInclusive,
  ToInclusive,
}: {
  Name?: string | null | undefined;
  FromInclusive: string;
  ToInclusive: string;
}): string => `${Name ?? ''} (${FromInclusive}–${ToInclusive})`.trim();

const states: readonly { label: string; codes: readonly string[] }[] = [
  { label: 'missing', codes: ['gap.product_missing'] },
  { label: 'archived', codes: ['gap.product_archived'] },
  { label: 'with the wrong VAT', codes: ['gap.product_vat', 'gap.not_vat_registered'] },
  { label: 'several of one code', codes: ['gap.product_ambiguous'] },
];

/** How many products of the settings can be used; why the others cannot is a note each. */
async function products(client: Client, context: Context): Promise<Details> {
  const label = 'Products of the settings';
  const surveyed = await surveyProducts(client, context, []);
  if (surveyed.kind !== 'read') return { details: [], notes: [`${label}: cannot be read now. ${surveyed.cause}`] };
  const gaps = surveyed.value.flatMap(({ choice }) => ('gap' in choice ? [choice.gap] : []));
  const notes = [...new Set(gaps.map(({ cause, remedy }) => `${cause} ${remedy}`))];
  return { details: [{ label, value: counted(surveyed.value) }], notes };
}

function counted(all: readonly Surveyed[]): string {
  const within = (codes: readonly string[]) =>
    all.filter(({ choice }) => 'gap' in choice && codes.includes(choice.gap.code));
  const usable = all.filter(({ choice }) => !('gap' in choice)).length;
  const others = states.flatMap(({ label, codes }) => {
    const found = within(codes);
    return found.length > 0 ? [`${found.length} ${label}: ${found.map(({ code }) => code).join(', ')}`] : [];
  });
  return [`${usable} of ${all.length} usable`, ...others].join('; ');
}
