import { transferIdOf } from '../../../../tests/setup/ids.ts';
import { pushedBy } from '../../systems/pushed.ts';
import { answerOf, type OutgoingRequest, type Sent } from '../../egress/request.ts';
import type { NewExchange } from '../../journal/exchanges.ts';
import type { Connected } from '../mirror.ts';
import { recording } from './recording.ts';

const step = { key: 'scan', kind: 'erp.scan.upload', does: 'document', input: {} } as const;

/** Executes a step that sends one request, and returns what is noted of it. */
async function notesOf(request: Partial<OutgoingRequest>, sent: Sent): Promise<NewExchange[]> {
  const notes: NewExchange[] = [];
  const sending: OutgoingRequest = { method: 'POST', url: 'https://erp.example/scans', ...request };
  const connected = {
    system: {
      delivery: {
        how: 'pushed',
        execute: async (context: { send: (request: OutgoingRequest) => Promise<Sent> }) => context.send(sending),
      },
    },
  } as unknown as Connected;
  const recorded = recording(
    connected,
    { shopId: 's', id: transferIdOf(1), correlationId: 'c' },
    { note: (exchange) => void notes.push(exchange), flush: async () => undefined },
  );
  await pushedBy(recorded.system).execute({ send: async () => sent } as never, step);
  return notes;
}

const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe]);

describe('the record of an exchange', () => {
  it('has the media type and the size of a body that is no text, and never its content', async () => {
    const request = { headers: { 'Content-Type': 'multipart/form-data; boundary=Kari' }, body: new Uint8Array(2048) };
    const answer = answerOf(200, { 'content-type': 'application/pdf; name="Kari Nordmann.pdf"' }, pdf);
    expect(await notesOf(request, answer)).toMatchObject([
      {
        step: 'erp.scan.upload',
        request: { mediaType: 'multipart/form-data', bytes: 2048 },
        answer: { mediaType: 'application/pdf', bytes: 6 },
      },
    ]);
    expect(await notesOf({ body: pdf }, answer)).toMatchObject([{ request: { mediaType: '', bytes: 6 } }]);
  });

  it.each([
    'application/json; charset=utf-8',
    'application/problem+json',
    'text/html',
    'application/xml',
    'no media type',
  ])('has the text of an answer whose content type is %s', async (contentType) => {
    const answer = answerOf(200, { 'content-type': contentType }, Buffer.from('{"Id":1}'));
    expect(await notesOf({ body: '{}' }, answer)).toMatchObject([{ request: '{}', answer: '{"Id":1}' }]);
  });

  it('has no body of a request that has none', async () => {
    expect(await notesOf({}, answerOf(204, {}, Buffer.alloc(0)))).toMatchObject([{ request: null, answer: '' }]);
  });
});
