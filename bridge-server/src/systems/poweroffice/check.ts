import { z } from 'zod';
import { detailOf, failedReport, heldRemedies, together, type Details } from '../../vendor/check.ts';
import { readText } from '../../vendor/fields.ts';
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
  ...heldRemedies('PowerOffice Go'),
};

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
  if (reply.kind !== 'value') return failedReport(reply, latencyMs, remedies);
  const { ClientId, ClientName, ValidPrivileges, InvalidPrivileges } = reply.value;
  const accountName = ClientName ?? ClientId;
  const { details, notes } = together(
    await Promise.all([
      readLockDate(go).then((lock) =>
        detail(
          'Lock date',
          mapped(lock, (day) => day ?? 'none'),
        ),
      ),
      readSeries(go).then((labels) => detail('Number series of customers', labels)),
      readProductDetails(go),
    ]),
  );
  return {
    ok: true,
    latencyMs,
    account: ClientId,
    accountName,
    details: [{ label: 'Client', value: accountName }, ...details],
    notes: [...missingPrivileges(ValidPrivileges ?? [], InvalidPrivileges ?? []), ...notes],
  };
}

const detail = (label: string, reply: Reply<string>) => detailOf(label, reply, 'the extension in Go may not read it.');

const readSeries = async (go: Go): Promise<Reply<string>> =>
  mapped(await go.list('/SubLedgerNumberSeries', numberSeries, customerSeries), (all) => {
    const labels = all.map((series) => `${seriesLabel(series)}${series.IsDefault ? ', default' : ''}`);
    return labels.join('; ') || 'none';
  });

const states = {
  missing: ['gap.product_missing'],
  archived: ['gap.product_archived'],
  'with the wrong VAT': ['gap.product_vat', 'gap.not_vat_registered'],
  'several of one code': ['gap.product_ambiguous'],
};

/** How many products of the settings can be used; why the others cannot is a note each. */
async function readProductDetails(go: Go): Promise<Details> {
  const surveyed = await surveyProducts(go, []);
  const products = surveyed.kind === 'value' ? surveyed.value : [];
  const gaps = products.flatMap(({ choice }) => ('gap' in choice ? [choice.gap] : []));
  const notes = [...new Set(gaps.map(({ cause, remedy }) => `${cause} ${remedy}`))];
  return together([detail('Products of the settings', mapped(surveyed, counted)), { details: [], notes }]);
}

function counted(all: readonly Surveyed[]): string {
  const usable = all.filter(({ choice }) => !('gap' in choice)).length;
  const others = Object.entries(states).flatMap(([label, codes]) => {
    const found = all.filter(({ choice }) => 'gap' in choice && codes.includes(choice.gap.code));
    return found.length > 0 ? [`${found.length} ${label}: ${found.map(({ code }) => code).join(', ')}`] : [];
  });
  return [`${usable} of ${all.length} usable`, ...others].join('; ');
}
