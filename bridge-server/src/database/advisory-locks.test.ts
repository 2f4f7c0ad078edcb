import { advisoryLocks } from './advisory-locks.ts';

it('gives each advisory lock a number of its own, so that no two locks keep each other out', () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set<number>(numbers).size).toBe(numbers.length);
});
