import type { JournalLine } from '@kontor/shared/api/journal';
import type { DocumentDetail } from '../orders/answers.ts';

/**
 * A text for support: codes, times, ids, versions, and the requests and answers, from which the bridge has removed
 * people's data. Causes are left out, since some of them name a customer. Customers and descriptions of lines are left
 * out, too.
 */
export function documentForSupport(detail: DocumentDetail, version: string, now: string): string {
  const { id, orderId, order, connection, system, kind, state, reason, attempts, correlationId } = detail;
  return [
    `Kontor Bridge ${version} · ${now}`,
    `document ${id} · ${kind} · ${state} · ${reason} · attempts ${attempts}`,
    `order ${order} (id ${orderId}) · connection ${connection} (${system}) · number ${detail.document ?? '–'}`,
    `total ${detail.total ?? '–'} · at the office ${detail.targetTotal ?? '–'}`,
    `correlation ${correlationId}`,
    ...(detail.gaps ?? []).map(({ code }) => `gap ${code}`),
    '',
    ...detail.steps.map(
      ({ at, actor, code, detail: more }) => `${at} ${withoutPerson(actor)} ${code} ${detailText(more)}`,
    ),
    ...detail.exchanges.flatMap(({ at, step, method, address, status, outcome, ms, request, answer }) => [
      '',
      `${at} ${step} ${method} ${address} → ${status ?? '–'} ${outcome} (${Math.round(ms)} ms)`,
      `> ${JSON.stringify(request)}`,
      `< ${JSON.stringify(answer)}`,
    ]),
  ].join('\n');
}

/** Lines of the log for support, oldest first. */
export const linesForSupport = (lines: readonly JournalLine[], version: string, now: string): string =>
  [
    `Kontor Bridge ${version} · ${now}`,
    ...lines.map(({ at, order, orderId, transfer, connection, actor, code, detail, correlationId }) =>
      [
        at,
        code,
        orderId && `order ${order ?? ''} (id ${orderId})`,
        transfer !== null && `document ${transfer}`,
        connection && `connection ${connection}`,
        withoutPerson(actor),
        correlationId && `correlation ${correlationId}`,
        detailText(detail),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  ].join('\n');

/**
 * The detail of a journal line. The name of a question, such as `customer:<key>:<hash>`, contains hashes of an e-mail
 * address and a name. Whoever guesses these can confirm the guess by the hash, so only the kind of the question is
 * kept.
 */
const detailText = (detail: unknown): string =>
  JSON.stringify(detail, (name, value: unknown) =>
    name === 'name' && typeof value === 'string' ? (value.split(':')[0] ?? '') : value,
  );

/** The actor without the person's name. */
const withoutPerson = (actor: string): string =>
  actor.replace(/^(operator):.*$/, '$1').replace(/^(shop:[^/]+)\/.*$/, '$1/…');
