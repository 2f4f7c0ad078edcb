import express from 'express';
import { adminRoutes } from '../kit/admin.ts';
import { Failures } from '../kit/failures.ts';
import { page, safe, table } from '../kit/page.ts';
import { listen } from '../kit/server.ts';
import { aidsOf, type HeldDocument, type NamedAttachment } from './held-document.ts';
import { officeHabits, TestOffice, type BridgeAccess, type OfficeHabits } from './office.ts';

export interface MmorthosoftSandbox {
  /** Where the page lists what the office holds. */
  readonly url: string;
  readonly office: TestOffice;
  close(): Promise<void>;
}

/** Starts a test office on 127.0.0.1 (port 0: any free one). It fetches when `office.poll()` is called. */
export async function startMmorthosoftSandbox({
  port = 0,
  bridge,
}: {
  port?: number;
  bridge: BridgeAccess;
}): Promise<MmorthosoftSandbox> {
  const office = new TestOffice(bridge);
  const stopping = new AbortController();
  const app = express();
  const routes = adminRoutes({
    failures: new Failures('^/'),
    state: () => ({
      accepted: office.accepted.map(({ bytes, ...held }) => ({ ...held, xml: bytes.toString('utf8') })),
      refused: office.refused,
      problems: office.problems,
      habits: office.habits,
      lastRound: office.lastRound,
    }),
    switches: (change): OfficeHabits => (office.habits = officeHabits.parse(change)),
    reset: () => office.forgetAll(),
  });
  app.use('/sandbox', routes);
  app.post('/habits', express.urlencoded({ extended: false }), (request, response) => {
    const { acknowledges, twice } = request.body as Record<string, unknown>;
    office.habits = officeHabits.parse({ acknowledges, twice: twice === 'on' });
    response.redirect(303, '/');
  });
  app.get('/documents/:number', (request, response, next) => {
    const held = office.accepted[Number(request.params.number) - 1];
    if (!held) return next();
    response.type('text/plain; charset=utf-8').send(held.bytes);
  });
  app.get('/files/:sha256', (request, response, next) => {
    const { sha256 } = request.params;
    const named = office.accepted.flatMap(({ attachments }) => attachments).find((file) => file.sha256 === sha256);
    const bytes = office.files.get(sha256);
    if (!named || !bytes) return next();
    response.set('x-content-type-options', 'nosniff').type(named.mediaType).send(bytes);
  });
  app.get('/', (_request, response) => {
    response.send(page({ product: 'mmOrthosoft', vendor: 'mmOrthosoft', about }, null, partsOf(office)));
  });
  return { ...(await listen(app, port, stopping)), office };
}

const about = `It stands in for an office that fetches by the page docs/mmorthosoft.md,
holds nothing real and is forgotten when it stops. The vendor publishes no specification.`;

/** What the page shows of the office. */
function partsOf({ accepted, refused, problems, habits, lastRound }: TestOffice): string[] {
  const choice = (value: OfficeHabits['acknowledges'], says: string): string =>
    `<label><input type="radio" name="acknowledges" value="${value}"${
      habits.acknowledges === value ? ' checked' : ''
    }> ${says}</label> `;
  return [
    `<p>${lastRound ? `Last asked at ${lastRound.at.toISOString()}: ${safe(lastRound.said)}` : 'Has not asked yet.'}</p>`,
    '<h2>What it does with the documents that it fetches</h2><form method="post" action="/habits">',
    choice('accepts', 'accept them'),
    choice('refuses', 'refuse them'),
    choice('forgets', 'forget to acknowledge them'),
    `<label><input type="checkbox" name="twice"${habits.twice ? ' checked' : ''}> fetch and accept twice</label> `,
    '<button>Change</button></form>',
    `<h2>Accepted (${accepted.length})</h2>`,
    table(
      ['Document', 'Order', 'Kind', 'Customer', 'Patient and prescription', 'Files', 'Total', 'Key', 'Concerns'],
      accepted.map((held, index) => [
        `<a href="/documents/${index + 1}">A-${index + 1}</a>`,
        ...[held.number, held.kind, held.customer].map(safe),
        careOf(held),
        held.attachments.map(linkTo).join('<br>'),
        ...[held.gross, held.key, held.concerns].map(safe),
      ]),
    ),
    `<h2>Refused (${refused.length})</h2>`,
    table(
      ['Key', 'Reason'],
      refused.map(({ key, reason }) => [key, reason].map(safe)),
    ),
    '<h2>What broke a rule</h2>',
    table(
      ['Problem'],
      problems.map((problem) => [safe(problem)]),
    ),
  ];
}

/** Patient, doctor, insurer, prescription and medical aids, each on a line of its own. */
const careOf = (held: HeldDocument): string =>
  [
    ['Patient', held.patient],
    ['Doctor', held.doctor],
    ['Insurer', held.insurer],
    ['Prescription', held.prescription],
    ...aidsOf(held).map((aid) => ['Article', aid]),
  ]
    .filter(([, text]) => text !== '')
    .map(([label, text = '']) => `${label}: ${safe(text)}`)
    .join('<br>');

const linkTo = ({ sha256, fileName, size, purpose }: NamedAttachment): string =>
  `<a href="/files/${safe(sha256)}">${safe(fileName)}</a> ${safe(purpose)} (${size} bytes)`;
