import { readConfig } from '../config.ts';
import { timeOuts } from './time-outs.ts';

describe.each(Object.entries(timeOuts))('the time-outs for %s', (_purpose, { lock, statement, answer }) => {
  it('let PostgreSQL end a statement before the bridge gives up the connection', () => {
    expect(lock).toBeLessThanOrEqual(statement);
    expect(statement).toBeLessThan(answer);
  });
});

it('a worker gives up a statement before its lease ends', () => {
  const config = readConfig({});
  expect(config.ok && timeOuts.work.answer < config.value.timing.lease).toBe(true);
});
