import { WrongTries } from './tries.ts';

const triesFrom = (tries: WrongTries, address: string, count: number, now: number): void => {
  for (let time = 0; time < count; time += 1) tries.note(address, now);
};

describe('an address that sends wrong keys', () => {
  it('is listened to until its tenth wrong key, and again a minute after the first', () => {
    const tries = new WrongTries();
    triesFrom(tries, '192.0.2.1', 9, 0);
    expect(tries.waitOf('192.0.2.1', 1000)).toBeNull();
    triesFrom(tries, '192.0.2.1', 1, 1000);
    expect(tries.waitOf('192.0.2.1', 1000)).toBe(59);
    expect(tries.waitOf('192.0.2.1', 60_000)).toBeNull();
  });

  it('does not keep another address from being listened to', () => {
    const tries = new WrongTries();
    triesFrom(tries, '192.0.2.1', 10, 0);
    expect(tries.waitOf('192.0.2.2', 0)).toBeNull();
  });

  it('is the same address however it is written, and from wherever in its IPv6 network', () => {
    const tries = new WrongTries();
    for (let host = 1; host <= 5; host += 1)
      triesFrom(tries, host % 2 ? `2001:db8:1:2:${host}::1` : `2001:0DB8:0001:0002::${host}`, 2, 0);
    expect(tries.waitOf('2001:db8:1:2::ffff', 0)).toBe(60);
    expect(tries.waitOf('2001:db8:1:3::1', 0)).toBeNull();
    triesFrom(tries, '::ffff:192.0.2.1', 5, 0);
    triesFrom(tries, '192.0.2.1', 5, 0);
    expect(tries.waitOf('192.0.2.1', 0)).toBe(60);
    expect(tries.waitOf('::ffff:c000:201', 0)).toBe(60);
    expect(tries.waitOf('192.0.2.2', 0)).toBeNull();
  });

  it('is forgotten first when very many addresses send wrong keys', () => {
    const tries = new WrongTries();
    triesFrom(tries, 'first', 10, 0);
    for (let address = 0; address < 10_000; address += 1) tries.note(String(address), 0);
    expect(tries.waitOf('first', 0)).toBeNull();
  });
});
