import type { Dispatcher } from 'undici';
import { exchange } from './exchange.ts';

const url = new URL('https://vendor.example/');

/** A dispatcher whose events the test itself triggers, through `handler`. */
function manualDispatcher() {
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
  it('is aborted when undici begins to write it after it was given up', async () => {
    const { dispatcher, controller, aborted, handler } = manualDispatcher();
    expect(await exchange(dispatcher, { method: 'POST', url: url.href }, url, limits)).toMatchObject({
      kind: 'not_sent',
      why: 'connection_refused',
    });
    expect(aborted).toEqual([]);
    handler().onRequestStart?.(controller, {});
    expect(aborted).toHaveLength(1);
  });

  it('is aborted when undici begins to write it a second time', async () => {
    const { dispatcher, controller, aborted, handler } = manualDispatcher();
    const sent = exchange(dispatcher, { method: 'GET', url: url.href }, url, { ...limits, timeoutMs: 5_000 });
    handler().onRequestStart?.(controller, {});
    expect(aborted).toEqual([]);
    handler().onRequestStart?.(controller, {});
    expect(aborted).toHaveLength(1);
    expect(await sent).toMatchObject({ kind: 'unanswered', why: 'cut' });
  });
});
