import { createSingleFlight } from './single-flight.ts';
import { answerOf, type OutgoingRequest, type Sent } from './request.ts';

const get = (url: string, token = 'one'): OutgoingRequest => ({
  method: 'GET',
  url,
  headers: { authorization: token },
});

/** A way out whose requests wait until they are let go, and then until they are answered. */
function world() {
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

const answered = (body: string): Sent => answerOf(200, {}, Buffer.from(body));

describe('reads that wait for their place', () => {
  it('go out as one where they ask the same with the same credentials', async () => {
    const { ask, sent } = world();
    const same = [ask(get('/products')), ask(get('/products'))];
    const others = [
      ask(get('/customers')),
      ask(get('/products', 'two')),
      ask({ ...get('/products'), method: 'POST' }),
      ask({ ...get('/products'), method: 'POST' }),
    ];
    expect(sent.map(({ url }) => url)).toEqual(['/products', '/customers', '/products', '/products', '/products']);
    sent.forEach(({ answer }, index) => answer(answered(`${index}`)));
    expect(await Promise.all([...same, ...others])).toEqual(['0', '0', '1', '2', '3', '4'].map(answered));
  });

  it('do not join one that has left already: its answer may be older than the question', async () => {
    const { ask, sent } = world();
    const early = ask(get('/products'));
    sent[0]?.leave();
    const late = [ask(get('/products')), ask(get('/products'))];
    expect(sent).toHaveLength(2);
    sent[0]?.answer(answered('before'));
    await early;
    const later = ask(get('/products'));
    sent[1]?.answer(answered('after'));
    expect(await Promise.all([early, ...late, later])).toEqual(['before', 'after', 'after', 'after'].map(answered));
  });

  it('go out by themselves where what they waited with was not sent', async () => {
    const { ask, sent } = world();
    const all = [ask(get('/products')), ask(get('/products')), ask(get('/products'))];
    const late: Sent = {
      kind: 'not_sent',
      why: 'deadline',
      what: { word: 'It was too late.' },
    };
    sent[0]?.answer(late);
    expect(await all[0]).toEqual(late);
    await new Promise(setImmediate);
    expect(sent).toHaveLength(2);
    sent[1]?.answer(answered('second'));
    expect(await Promise.all(all)).toEqual([late, answered('second'), answered('second')]);
  });

  it('are forgotten with a fault, which all of them meet', async () => {
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
    const after = singleFlight(get('/products'), () => Promise.resolve(answered('again')));
    expect(await after).toEqual(answered('again'));
  });
});
