import { z } from 'zod';
import { readText } from '../../vendor/fields.ts';
import { permitted } from '../../vendor/read.ts';
import { mapped, type Reply } from '../../vendor/reply.ts';
import type { CheckReport } from '../contract.ts';
import type { Go } from './client.ts';
import { readLockDate } from './ledger/facts.ts';
import { customerSeries, numberSeries, seriesLabel } from './ledger/shapes.ts';
import { missingPrivileges } from './privileges.ts';
import { surveyProducts, type Surveyed } from './product/survey.ts';

/** What to do about a connection that is held back, by its code. */
export const remedies: Readonly<Record<string, string>> = {
  'held.unauthorized':
    'Most likely the extension is not set active in Go: Meny › Innstillinger › Utvidelser, tick Aktiv. Otherwise copy the client key again; all keys must belong to the same environment.',
  'held.forbidden':
    "Give the extension in Go the rights it asks for: Meny › Innstillinger › Utvidelser. The company's subscription must contain the modules too.",
  'held.rate_limited':
    'Try again in a moment: PowerOffice allows 10 requests a second for all clients of the integration.',
  'held.unreachable': "Check the bridge's network and name service, and whether PowerOffice Go has an outage.",
  'held.address_refused': 'The bridge may not go to this address. Whoever runs it can correct or allow it.',
  'held.unreadable':
    'Something between the bridge and PowerOffice Go answers in its place, such as a proxy or a firewall. Whoever runs the bridge should look at it.',
};
const laterRemedy = 'Try again in a few minutes.';

/** Read: `ClientIntegrationInformationDto`. */
const clientInformation = z.looseObject({
  ClientId: z.string().min(1),
  ClientName: readText,
  ValidPrivileges: z.array(z.string()).nullish(),
  InvalidPrivileges: z.array(z.string()).nullish(),
});

/** Fetches a token and asks Go whose it is, what it may do and, where that is well, how the company stands. */
export async function check(go: Go): Promise<CheckReport> {
  const began = performance.now();
  const reply = await go.get('/ClientIntegrationInformation', clientInformation);
  const latencyMs = Math.round(performance.now() - began);
  if (reply.kind !== 'value') {
    const code = reply.kind === 'postponed' ? 'held.rate_limited' : reply.code;
    const remedy = reply.kind === 'refused' ? reply.remedy : (remedies[code] ?? laterRemedy);
    return { ok: false, latencyMs, code, cause: reply.cause, remedy };
  }
  const { ClientId, ClientName, ValidPrivileges, InvalidPrivileges } = reply.value;
  const accountName = ClientName ?? ClientId;
  const parts = await Promise.all([
    part(
      'Lock date',
      readLockDate(go).then((lock) => mapped(lock, (day) => day ?? 'none')),
    ),
    part('Number series of customers', readSeries(go)),
    readProductDetails(go),
  ]);
  return {
    ok: true,
    latencyMs,
    account: ClientId,
    accountName,
    details: [{ label: 'Client', value: accountName }, ...parts.flatMap(({ details }) => details)],
    notes: [
      ...missingPrivileges(ValidPrivileges ?? [], InvalidPrivileges ?? []),
      ...parts.flatMap(({ notes }) => notes),
    ],
  };
}

/** What people want to see of the company, and what stands in the way of its orders. */
interface Details {
  details: { label: string; value: string }[];
  notes: string[];
}

/** A detail of the company; what may not be read, or cannot be just now, is a note. */
async function part(label: string, reading: Promise<Reply<string>>): Promise<Details> {
  const told = permitted(await reading);
  if (told.kind !== 'value') return unreadNow(label, told.cause);
  return told.value === null
    ? { details: [], notes: [`${label}: the extension in Go may not read it.`] }
    : { details: [{ label, value: told.value }], notes: [] };
}

const unreadNow = (label: string, cause: string): Details => ({
  details: [],
  notes: [`${label}: cannot be read now. ${cause}`],
});

const readSeries = async (go: Go): Promise<Reply<string>> =>
  mapped(await go.list('/SubLedgerNumberSeries', numberSeries, customerSeries), (all) => {
    const labels = all.map((series) => `${seriesLabel(series)}${series.IsDefault ? ', default' : ''}`);
    return labels.join('; ') || 'none';
  });

const states: readonly { label: string; codes: readonly string[] }[] = [
  { label: 'missing', codes: ['gap.product_missing'] },
  { label: 'archived', codes: ['gap.product_archived'] },
  { label: 'with the wrong VAT', codes: ['gap.product_vat', 'gap.not_vat_registered'] },
  { label: 'several of one code', codes: ['gap.product_ambiguous'] },
];

/** How many products of the settings can be used; why the others cannot is a note each. */
async function readProductDetails(go: Go): Promise<Details> {
  const label = 'Products of the settings';
  const surveyed = await surveyProducts(go, []);
  if (surveyed.kind !== 'value') return unreadNow(label, surveyed.cause);
  const gaps = surveyed.value.flatMap(({ choice }) => ('gap' in choice ? [choice.gap] : []));
  const notes = [...new Set(gaps.map(({ cause, remedy }) => `${cause} ${remedy}`))];
  return { details: [{ label, value: counted(surveyed.value) }], notes };
}

function counted(all: readonly Surveyed[]): string {
  const usable = all.filter(({ choice }) => !('gap' in choice)).length;
  const others = states.flatMap(({ label, codes }) => {
    const found = all.filter(({ choice }) => 'gap' in choice && codes.includes(choice.gap.code));
    return found.length > 0 ? [`${found.length} ${label}: ${found.map(({ code }) => code).join(', ')}`] : [];
  });
  return [`${usable} of ${all.length} usable`, ...others].join('; ');
}
