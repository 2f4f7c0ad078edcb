import { createSingleFlight } from './single-flight.ts';
import { answerOf, type OutgoingRequest, type Sent } from './request.ts';

const get = (url: string, token = 'one'): OutgoingRequest => ({
  method: 'GET',
  url,
  headers: { authorization: token },
});

/** A single flight whose requests the test itself lets leave and answers. */
function manualFlight() {
  const singleFlight = createSingleFlight();
  const sent: { url: string; leave: () => void; answer: (answer: Sent) => void }[] = [];
  const ask = (request: OutgoingRequest) =>
    singleFlight(
      request,
      (leaves) =>
        new Promise((answer) => {
          sent.push({ url: request.url, leave: leaves, answer });
        }),
    );
  return { ask, sent };
}

const answerWith = (body: string): Sent => answerOf(200, {}, Buffer.from(body));

describe('reads that wait for a place', () => {
  it('are sent as one request if they have the same URL and the same credentials', async () => {
    const { ask, sent } = manualFlight();
    const same = [ask(get('/products')), ask(get('/products'))];
    const others = [
      ask(get('/customers')),
      ask(get('/products', 'two')),
      ask({ ...get('/products'), method: 'POST' }),
      ask({ ...get('/products'), method: 'POST' }),
    ];
    expect(sent.map(({ url }) => url)).toEqual(['/products', '/customers', '/products', '/products', '/products']);
    sent.forEach(({ answer }, index) => answer(answerWith(`${index}`)));
    expect(await Promise.all([...same, ...others])).toEqual(['0', '0', '1', '2', '3', '4'].map(answerWith));
  });

  it('do not join a request that has left, since its answer may be older than their question', async () => {
    const { ask, sent } = manualFlight();
    const early = ask(get('/products'));
    sent[0]?.leave();
    const late = [ask(get('/products')), ask(get('/products'))];
    expect(sent).toHaveLength(2);
    sent[0]?.answer(answerWith('before'));
    await early;
    const later = ask(get('/products'));
    sent[1]?.answer(answerWith('after'));
    expect(await Promise.all([early, ...late, later])).toEqual(['before', 'after', 'after', 'after'].map(answerWith));
  });

  it('are sent after all if the request that they joined was not sent', async () => {
    const { ask, sent } = manualFlight();
    const all = [ask(get('/products')), ask(get('/products')), ask(get('/products'))];
    const tooLate: Sent = {
      kind: 'not_sent',
      why: 'deadline',
      what: { word: 'It was too late.' },
    };
    sent[0]?.answer(tooLate);
    expect(await all[0]).toEqual(tooLate);
    await new Promise(setImmediate);
    expect(sent).toHaveLength(2);
    sent[1]?.answer(answerWith('second'));
    expect(await Promise.all(all)).toEqual([tooLate, answerWith('second'), answerWith('second')]);
  });

  it('all fail with the fault of their request, and the next read is sent again', async () => {
    const singleFlight = createSingleFlight();
    const failing = () =>
      singleFlight(get('/products'), async () => {
        await Promise.resolve();
        throw new Error('no database');
      });
    expect((await Promise.allSettled([failing(), failing()])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    const next = singleFlight(get('/products'), () => Promise.resolve(answerWith('again')));
    expect(await next).toEqual(answerWith('again'));
  });
});
