import type { Dispatcher } from 'undici';
import { exchange } from './exchange.ts';

const url = new URL('https://vendor.example/');

/** A dispatcher that leaves the test to say what happens when. */
function dispatcherInHand() {
  const handlers: Dispatcher.DispatchHandler[] = [];
  const dispatcher = {
    dispatch: (_options: unknown, handler: Dispatcher.DispatchHandler) => handlers.push(handler) > 0,
  } as unknown as Dispatcher;
  const aborted: Error[] = [];
  const controller = {
    abort: (reason: Error) => void aborted.push(reason),
  } as unknown as Dispatcher.DispatchController;
  return { dispatcher, controller, aborted, handler: () => handlers[0] ?? {} };
}
const limits = { timeoutMs: 30, deadline: () => Infinity, answerBytes: 100 };

describe('an exchange', () => {
  it('is not written any more once it was given up', async () => {
    const { dispatcher, controller, aborted, handler } = dispatcherInHand();
    expect(await exchange(dispatcher, { method: 'POST', url: url.href }, url, limits)).toMatchObject({
      kind: 'not_sent',
      why: 'connection_refused',
    });
    expect(aborted).toEqual([]);
    handler().onRequestStart?.(controller, {});
    expect(aborted).toHaveLength(1);
  });

  it('is not written a second time', async () => {
    const { dispatcher, controller, aborted, handler } = dispatcherInHand();
    const sent = exchange(dispatcher, { method: 'GET', url: url.href }, url, { ...limits, timeoutMs: 5_000 });
    handler().onRequestStart?.(controller, {});
    expect(aborted).toEqual([]);
    handler().onRequestStart?.(controller, {});
    expect(aborted).toHaveLength(1);
    expect(await sent).toMatchObject({ kind: 'unanswered', why: 'cut' });
  });
});
