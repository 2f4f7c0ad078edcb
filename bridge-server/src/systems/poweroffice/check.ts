import type { Value, Word } from '@kontor/shared/problem';
import { z } from 'zod';
import { companyDetailOf, failedReport, joinedDetails, type CompanyDetails } from '../../vendor/check.ts';
import { readText } from '../../vendor/fields.ts';
import { mapReply, type Reply } from '../../vendor/reply.ts';
import type { CheckReport } from '../contract-report.ts';
import type { Go } from './client.ts';
import { readLockDate } from './ledger/facts.ts';
import { customerSeries, numberSeries, seriesLabel } from './ledger/shapes.ts';
import { missingPrivileges } from './privileges.ts';
import { surveyProducts, type SurveyedProduct } from './product/survey.ts';
import { distinct } from '../../documents/gaps.ts';
import { word } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { goWord } from './texts/texts.ts';

/** Fields read from `ClientIntegrationInformationDto`. */
const clientInformation = z.looseObject({
  ClientId: z.string().min(1),
  ClientName: readText,
  ValidPrivileges: z.array(z.string()).nullish(),
  InvalidPrivileges: z.array(z.string()).nullish(),
});

/**
 * Fetches a token and asks Go which company it belongs to and what it may do; if that works, also how the company is
 * set up.
 */
export async function check(go: Go): Promise<CheckReport> {
  const began = performance.now();
  const reply = await go.get('/ClientIntegrationInformation', clientInformation);
  const latencyMs = Math.round(performance.now() - began);
  if (reply.kind !== 'value') return failedReport(reply, latencyMs);
  const { ClientId, ClientName, ValidPrivileges, InvalidPrivileges } = reply.value;
  const accountName = ClientName ?? ClientId;
  const { details, notes } = joinedDetails(
    await Promise.all([
      readLockDate(go).then((lock) =>
        detail(
          goWord('check.lock_date'),
          mapReply(lock, (day): Value => (day === null ? goWord('check.none') : { day })),
        ),
      ),
      readSeries(go).then((labels) => detail(goWord('check.series'), labels)),
      readProductDetails(go),
    ]),
  );
  return {
    ok: true,
    latencyMs,
    account: ClientId,
    accountName,
    details: [{ label: goWord('check.client'), value: accountName }, ...details],
    notes: [...missingPrivileges(ValidPrivileges ?? [], InvalidPrivileges ?? []), ...notes],
  };
}

const detail = (label: Word, reply: Reply<Value>) => companyDetailOf(label, reply, goWord('check.forbidden'));

const readSeries = async (go: Go): Promise<Reply<Value>> =>
  mapReply(await go.list('/SubLedgerNumberSeries', numberSeries, customerSeries), (all): Value => {
    const labels = all.map((series) =>
      series.IsDefault ? goWord('check.default', { series: seriesLabel(series) }) : seriesLabel(series),
    );
    return labels.length > 0 ? labels : goWord('check.none');
  });

const gapsByState = {
  'check.missing': ['gap.product_missing'],
  'check.archived': ['gap.product_archived'],
  'check.wrong_vat': ['gap.product_vat', 'gap.not_vat_registered'],
  'check.several': ['gap.product_ambiguous'],
} as const;
type State = keyof typeof gapsByState;

/** How many products of the settings can be used, with a note on each of the others. */
async function readProductDetails(go: Go): Promise<CompanyDetails> {
  const surveyed = await surveyProducts(go, []);
  const products = surveyed.kind === 'value' ? surveyed.value : [];
  const gaps = distinct(products.flatMap(({ choice }) => ('gap' in choice ? [choice.gap] : [])));
  const notes = gaps.map((gap) =>
    word('note.gap', { cause: { because: reasonOf(gap) }, remedy: { remedyOf: reasonOf(gap) } }),
  );
  return joinedDetails([detail(goWord('check.products'), mapReply(surveyed, counted)), { details: [], notes }]);
}

function counted(products: readonly SurveyedProduct[]): Value {
  const usable = products.filter(({ choice }) => !('gap' in choice)).length;
  const others = (Object.keys(gapsByState) as State[]).flatMap((state) => {
    const codes: readonly string[] = gapsByState[state];
    const matching = products.filter(({ choice }) => 'gap' in choice && codes.includes(choice.gap.code));
    return matching.length > 0
      ? [goWord(state, { count: matching.length, codes: matching.map(({ code }) => code) })]
      : [];
  });
  return [goWord('check.usable', { usable, all: products.length }), ...others];
}
