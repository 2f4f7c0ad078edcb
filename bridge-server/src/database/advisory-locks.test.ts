import { advisoryLocks } from './advisory-locks.ts';

describe('advisory locks', () => {
  it('have a number of their own each: two with one number would keep each other out', () => {
    const numbers = Object.values(advisoryLocks);
    expect(new Set<number>(numbers).size).toBe(numbers.length);
  });
});
