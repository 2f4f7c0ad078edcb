import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { prescriptionScan } from '../../demo/intake/scan.ts';
import { intakeBytes } from '../../setup/intake-document.ts';
import { listening } from '../../setup/listening.ts';
import { fixture, orderOf } from '../../setup/woocommerce.ts';
import { startMmorthosoftSandbox, type MmorthosoftSandbox } from './sandbox.ts';

const scan = prescriptionScan();
const named = {
  sha256: createHash('sha256').update(scan).digest('hex'),
  mediaType: 'application/pdf',
  size: scan.length,
};
const document = intakeBytes(orderOf(fixture('../demo/orders/prescription')), {
  files: { here: [named], addresses: [] },
});

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** An office that has polled a bridge which offers the order on prescription, and these bytes as its scan. */
async function officeThatFetched(bytes: Buffer): Promise<MmorthosoftSandbox> {
  const list = { documents: [{ document: 1, key: 's-1-14', kind: 'order', again: false }], more: false };
  const answers: Readonly<Record<string, string | Buffer>> = {
    '/': JSON.stringify(list),
    '/1': document,
    [`/1/attachments/${named.sha256}`]: bytes,
    '/1/acknowledgement': JSON.stringify({ acknowledged: 'now' }),
  };
  const bridge = createServer((request, response) => void response.end(answers[request.url ?? '']));
  const { port } = await listening(bridge, ended);
  const sandbox = await startMmorthosoftSandbox({ bridge: { documents: `http://127.0.0.1:${port}`, key: '' } });
  ended.push(() => sandbox.close());
  await sandbox.office.poll();
  return sandbox;
}

it('the page of the test office shows patient, doctor, insurer, prescription and articles, and opens the scan', async () => {
  const { url, office } = await officeThatFetched(scan);
  expect(office.problems).toEqual([]);
  const page = await (await fetch(`${url}/`)).text();
  for (const text of [
    'Patient: Lina Mustermann, born 2012-03-09, insured as X234567891',
    'Doctor: Dr. med. Beispiel',
    'Insurer: Testkasse, IK 109500969',
    'Prescription: R-2026-117 of 2026-11-19',
    'Article: 1 × Kniebandage - rechts, right, PZN 12345678, HMV 0504012033',
    `<a href="/files/${named.sha256}">Rezept.pdf</a>`,
  ])
    expect(page).toContain(text);
  const file = await fetch(`${url}/files/${named.sha256}`);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(scan);
});

it('the test office reports a scan whose bytes are not those that the document names', async () => {
  const { office } = await officeThatFetched(Buffer.from('%PDF-1.4 of somebody else'));
  expect(office.problems).toEqual(['Rezept.pdf is not the file that document 1 names']);
  expect(office.files.size).toBe(0);
});
