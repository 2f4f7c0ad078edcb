import type { CheckReport } from '../contract.ts';
import { readDetails } from './check-details.ts';
import type { Client } from './client.ts';
import { missingPrivileges } from './privileges.ts';
import { failed } from './refusal.ts';
import type { Context } from './settings/connection.ts';
import { clientInformation } from './shapes/client.ts';

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

/** Fetches a token and asks Go whose it is, what it may do and, where that is well, how the company stands. */
export async function check(client: Client, context: Context): Promise<CheckReport> {
  const began = performance.now();
  const reply = await client.call(
    context,
    { method: 'GET', path: '/ClientIntegrationInformation', effect: 'reads' },
    clientInformation,
  );
  const latencyMs = Math.round(performance.now() - began);
  if (reply.kind === 'value') {
    const { ClientId, ClientName, ValidPrivileges, InvalidPrivileges } = reply.value;
    const accountName = ClientName ?? ClientId;
    const { details, notes } = await readDetails(client, context);
    return {
      ok: true,
      latencyMs,
      account: ClientId,
      accountName,
      details: [{ label: 'Client', value: accountName }, ...details],
      notes: [...missingPrivileges(ValidPrivileges ?? [], InvalidPrivileges ?? []), ...notes],
    };
  }
  const outcome = failed(reply);
  const code = outcome.kind === 'postponed' ? 'held.rate_limited' : outcome.code;
  return {
    ok: false,
    latencyMs,
    code,
    cause: outcome.cause,
    remedy: outcome.kind === 'refused' ? outcome.remedy : (remedies[code] ?? laterRemedy),
  };
}
