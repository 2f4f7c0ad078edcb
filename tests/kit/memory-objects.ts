import type { ObjectName, RemoteObjects } from '../../bridge-server/src/mirror/delivery/remote-objects.ts';

interface Kept {
  result: unknown;
  intentAt: { at: number; date: Date } | null;
  absentAt: number | null;
  leaseToken: string | null;
  leaseUntil: number | null;
}

/** What several transfers need at a target, in memory. `now`: in seconds. */
export function createMemoryObjects(now: () => number): RemoteObjects {
  const objects = new Map<string, Kept>();
  const keyOf = ({ system, account, object, name }: ObjectName) => JSON.stringify([system, account, object, name]);
  const held = (name: ObjectName, token: string): Kept | null => {
    const kept = objects.get(keyOf(name));
    return kept?.leaseToken === token ? kept : null;
  };
  return {
    read: (name) => Promise.resolve(objects.get(keyOf(name))?.result ?? null),
    lease(name, token, timing) {
      const fresh: Kept = { result: null, intentAt: null, absentAt: null, leaseToken: null, leaseUntil: null };
      const kept = objects.get(keyOf(name)) ?? fresh;
      if (kept.leaseUntil !== null && kept.leaseUntil > now()) return Promise.resolve(null);
      objects.set(keyOf(name), Object.assign(kept, { leaseToken: token, leaseUntil: now() + timing.leaseSeconds }));
      const asked = [
        ...(kept.intentAt ? [kept.intentAt.at + timing.callTimeoutSeconds + timing.settleSeconds] : []),
        ...(kept.absentAt === null ? [] : [kept.absentAt + timing.settleSeconds]),
      ];
      return Promise.resolve({
        result: kept.result,
        intentAt: kept.intentAt?.date ?? null,
        wasAbsent: kept.absentAt !== null,
        lookableIn: Math.max(0, ...asked.map((time) => time - now())),
        doubtSeconds: kept.intentAt ? now() - kept.intentAt.at : 0,
        restoredFrom: null,
      });
    },
    recordIntent(name, token, { timing }) {
      const kept = held(name, token);
      if (!kept || (kept.leaseUntil ?? 0) <= now()) return Promise.resolve(false);
      Object.assign(kept, {
        intentAt: { at: now(), date: new Date() },
        absentAt: null,
        leaseUntil: now() + timing.leaseSeconds,
      });
      return Promise.resolve(true);
    },
    markAbsent(name, token) {
      const kept = held(name, token);
      if (kept) kept.absentAt = now();
      return Promise.resolve();
    },
    store(name, token, result) {
      const kept = objects.get(keyOf(name));
      if (!kept) return Promise.resolve();
      kept.result ??= JSON.parse(JSON.stringify(result)) as unknown;
      Object.assign(kept, { intentAt: null, absentAt: null });
      if (kept.leaseToken === token) Object.assign(kept, { leaseToken: null, leaseUntil: null });
      return Promise.resolve();
    },
    release(name, token, intent) {
      const kept = held(name, token);
      if (kept)
        Object.assign(kept, {
          leaseToken: null,
          leaseUntil: null,
          ...(intent === 'withdraw' ? { intentAt: null, absentAt: null } : {}),
        });
      return Promise.resolve();
    },
    forget(name) {
      const kept = objects.get(keyOf(name));
      if (kept && kept.result !== null && kept.intentAt === null && kept.leaseToken === null)
        objects.delete(keyOf(name));
      return Promise.resolve();
    },
  };
}
