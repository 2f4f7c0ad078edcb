import type { ObjectName, RemoteObjects } from '../../bridge-server/src/mirror/delivery/remote-objects.ts';

/** A shared object's row. Times in seconds of the store's own clock. */
interface ObjectRow {
  result: unknown;
  intentAt: { at: number; date: Date } | null;
  absentAt: number | null;
  leaseToken: string | null;
  leaseUntil: number | null;
}

/** The store for shared objects, in memory. `now`: in seconds. */
export function createMemoryObjects(now: () => number): RemoteObjects {
  const objects = new Map<string, ObjectRow>();
  const keyOf = ({ system, account, object, name }: ObjectName) => JSON.stringify([system, account, object, name]);
  const leasedRow = (name: ObjectName, token: string): ObjectRow | null => {
    const row = objects.get(keyOf(name));
    return row?.leaseToken === token ? row : null;
  };
  return {
    read: (name) => Promise.resolve(objects.get(keyOf(name))?.result ?? null),
    lease(name, token, timing) {
      const fresh: ObjectRow = { result: null, intentAt: null, absentAt: null, leaseToken: null, leaseUntil: null };
      const row = objects.get(keyOf(name)) ?? fresh;
      if (row.leaseUntil !== null && row.leaseUntil > now()) return Promise.resolve(null);
      objects.set(keyOf(name), Object.assign(row, { leaseToken: token, leaseUntil: now() + timing.leaseSeconds }));
      const lookableAt = [
        ...(row.intentAt ? [row.intentAt.at + timing.callTimeoutSeconds + timing.settleSeconds] : []),
        ...(row.absentAt === null ? [] : [row.absentAt + timing.settleSeconds]),
      ];
      return Promise.resolve({
        result: row.result,
        intentAt: row.intentAt?.date ?? null,
        wasAbsent: row.absentAt !== null,
        lookableIn: Math.max(0, ...lookableAt.map((time) => time - now())),
        doubtSeconds: row.intentAt ? now() - row.intentAt.at : 0,
        restoredFrom: null,
      });
    },
    recordIntent(name, token, { timing }) {
      const row = leasedRow(name, token);
      if (!row || (row.leaseUntil ?? 0) <= now()) return Promise.resolve(false);
      Object.assign(row, {
        intentAt: { at: now(), date: new Date() },
        absentAt: null,
        leaseUntil: now() + timing.leaseSeconds,
      });
      return Promise.resolve(true);
    },
    markAbsent(name, token) {
      const row = leasedRow(name, token);
      if (row) row.absentAt = now();
      return Promise.resolve();
    },
    store(name, token, result) {
      const row = objects.get(keyOf(name));
      if (!row) return Promise.resolve();
      row.result ??= JSON.parse(JSON.stringify(result)) as unknown;
      Object.assign(row, { intentAt: null, absentAt: null });
      if (row.leaseToken === token) Object.assign(row, { leaseToken: null, leaseUntil: null });
      return Promise.resolve();
    },
    release(name, token, intent) {
      const row = leasedRow(name, token);
      if (row)
        Object.assign(row, {
          leaseToken: null,
          leaseUntil: null,
          ...(intent === 'withdraw' ? { intentAt: null, absentAt: null } : {}),
        });
      return Promise.resolve();
    },
    forget(name) {
      const row = objects.get(keyOf(name));
      if (row && row.result !== null && row.intentAt === null && row.leaseToken === null) objects.delete(keyOf(name));
      return Promise.resolve();
    },
  };
}
