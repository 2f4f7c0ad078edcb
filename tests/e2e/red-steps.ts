import { protocol, writePairingCode } from '@kontor/shared/pairing';
import { ensureIdentity } from '../../bridge-server/src/shops/identity.ts';
import { createPairing } from '../../bridge-server/src/shops/pairing/code.ts';
import type { Company } from '../demo/stage.ts';
import { newShopKey, pairBody, pasted } from '../setup/shop-side.ts';
import { pairingCode } from '../shop/pair.ts';
import type { kontorPage } from './kontor-page.ts';
import { conditions, type Conditions, type WayToBridge } from './way-to-bridge.ts';

/** A shop and a bridge that are not paired yet, and the network between them. */
export interface Strangers {
  company: Company;
  way: WayToBridge;
  /** Another way to the same bridge, by https with an untrusted certificate. */
  tlsWay: WayToBridge;
  page: ReturnType<typeof kontorPage>;
  /** How far the clock of the bridge's process is ahead of the shop's. */
  bridgeClock: { aheadMs: number };
}

/** A step of the checklist that becomes red, and what the admin reads about it. */
export interface RedStep {
  when: string;
  /** Causes the problem, and resolves to the code that is pasted. */
  provoke: (strangers: Strangers) => Promise<string>;
  step: string;
  code: string;
  cause: string | RegExp;
  remedy: string;
}

type Provoke = RedStep['provoke'];

const newCode = ({ company }: Strangers): Promise<string> => pairingCode(company.bridge);

/** A pairing code that names this address in place of the bridge's own. */
async function codeFor({ company }: Strangers, publicUrl: string): Promise<string> {
  const { database, sealer } = company.bridge;
  const identity = await ensureIdentity(database.knex, sealer);
  return (await createPairing(database.knex, identity, { publicUrl, forShop: null, actor: 'operator' })).code;
}

/** A new code, on a way that meets these conditions. */
const newCodeOnWay =
  (met: Conditions): Provoke =>
  (strangers) => {
    strangers.way.become(met);
    return newCode(strangers);
  };

/** A new code of a bridge that supports these versions of the protocol. */
const newCodeOfBridgeSpeaking =
  (oldest: number, newest: number): Provoke =>
  (strangers) => {
    Object.assign(protocol, { oldest, newest });
    return newCode(strangers);
  };

/** Every problem that prevents the pairing of a shop, in the order of the checklist. */
export const redSteps: readonly RedStep[] = [
  {
    when: 'something else than a code is pasted',
    provoke: async () => 'my password',
    step: 'code',
    code: 'code.unreadable',
    cause: 'This is not a pairing code',
    remedy: 'Copy the whole text that "kontor pair" prints.',
  },
  {
    when: 'the end of the code is missing',
    provoke: async (strangers) => (await newCode(strangers)).slice(0, -20),
    step: 'code',
    code: 'code.unreadable',
    cause: 'a part of the code is missing',
    remedy: 'Copy the whole text that "kontor pair" prints.',
  },
  {
    when: 'no bridge listens at the address',
    provoke: (strangers) => codeFor(strangers, 'http://127.0.0.1:1'),
    step: 'reachable',
    code: 'bridge.unreachable',
    cause: /The bridge cannot be reached: .*127\.0\.0\.1/,
    remedy: 'check that the bridge runs',
  },
  {
    when: 'WordPress may not send requests to the bridge',
    provoke: (strangers) => codeFor(strangers, 'https://bridge.example'),
    step: 'reachable',
    code: 'bridge.blocked_here',
    cause: 'WP_HTTP_BLOCK_EXTERNAL',
    remedy: 'WP_ACCESSIBLE_HOSTS',
  },
  {
    when: "the bridge's certificate is self-signed",
    provoke: (strangers) => codeFor(strangers, strangers.tlsWay.url),
    step: 'reachable',
    code: 'bridge.certificate',
    cause: /does not trust the bridge's certificate: .*self[- ]signed/,
    remedy: 'A self-signed certificate is refused.',
  },
  {
    when: 'a firewall answers with a page of its own',
    provoke: newCodeOnWay(conditions.firewall),
    step: 'reachable',
    code: 'bridge.not_json',
    cause: 'answered in place of the bridge, with a page of its own (HTTP status 403).',
    remedy: 'let requests from this server to the bridge through the firewall',
  },
  {
    when: 'a firewall answers with JSON of its own',
    provoke: newCodeOnWay(conditions.firewallInJson),
    step: 'reachable',
    code: 'bridge.foreign_json',
    cause: 'answered in place of the bridge (HTTP status 403).',
    remedy: 'let requests from this server to the bridge through the firewall',
  },
  {
    when: 'a login page answers with status 200',
    provoke: newCodeOnWay(conditions.loginPage),
    step: 'reachable',
    code: 'bridge.not_json',
    cause: 'with a page of its own (HTTP status 200).',
    remedy: 'let requests from this server to the bridge through the firewall',
  },
  {
    when: 'another service answers at the address',
    provoke: newCodeOnWay(conditions.otherService),
    step: 'reachable',
    code: 'bridge.other_version',
    cause: 'does not answer like a bridge',
    remedy: "Check the bridge's address",
  },
  {
    when: 'the address redirects to another one',
    provoke: newCodeOnWay(conditions.redirect),
    step: 'reachable',
    code: 'bridge.redirected',
    cause: "The bridge's address redirects to another address, and signed requests do not follow a redirect.",
    remedy: 'KONTOR_PUBLIC_URL',
  },
  {
    when: "the answer is larger than any of the bridge's answers",
    provoke: newCodeOnWay(conditions.endlessAnswer),
    step: 'reachable',
    code: 'bridge.too_large',
    cause: 'larger than 4 MB',
    remedy: 'let requests from this server to the bridge through the firewall',
  },
  {
    when: 'the connection is cut',
    provoke: newCodeOnWay(conditions.cut),
    step: 'reachable',
    code: 'bridge.cut',
    cause: 'The connection was cut',
    remedy: 'the plugin tries again',
  },
  {
    when: 'the bridge has another key than the code says',
    provoke: async (strangers) => {
      const code = await newCode(strangers);
      // As after a restore without the key, the bridge makes a new key.
      await strangers.company.bridge.database.knex('identity').delete();
      return code;
    },
    step: 'signature',
    code: 'bridge.not_it',
    cause: 'cannot prove that it is the right bridge. The plugin has not told it the secret.',
    remedy: 'Make a new pairing code at the bridge',
  },
  {
    when: 'the clock of the bridge is an hour behind',
    provoke: async (strangers) => {
      strangers.bridgeClock.aheadMs = -3_600_000;
      return newCode(strangers);
    },
    step: 'clocks',
    code: 'clock.skewed',
    cause: /the bridge's clock says [\d-]+ [\d:]+ UTC, this server's clock says [\d-]+ [\d:]+ UTC/,
    remedy: 'Have the wrong clock set right.',
  },
  {
    when: 'the bridge speaks newer protocols only',
    provoke: newCodeOfBridgeSpeaking(2, 3),
    step: 'version',
    code: 'version.old_plugin',
    cause: /The plugin \([\d.]+\) is too old for the bridge \([\d.]+\)\./,
    remedy: 'Update the Kontor Bridge plugin.',
  },
  {
    when: 'the bridge speaks older protocols only',
    provoke: newCodeOfBridgeSpeaking(0, 0),
    step: 'version',
    code: 'version.old_bridge',
    cause: /The bridge \([\d.]+\) is too old for the plugin \([\d.]+\)\./,
    remedy: 'Ask whoever runs the bridge to update it.',
  },
  {
    when: 'a firewall answers in place of the bridge once the secret is posted',
    provoke: newCodeOnWay(conditions.firewallForPosts),
    step: 'paired',
    code: 'bridge.not_json',
    cause: '(403, "Request blocked")',
    remedy: 'let requests from this server to the bridge through the firewall',
  },
  {
    when: 'the secret is that of another code',
    provoke: async (strangers) => {
      const [right, other] = [pasted(await newCode(strangers)), pasted(await newCode(strangers))];
      return writePairingCode({ ...right, s: other.s });
    },
    step: 'paired',
    code: 'pairing.wrong',
    cause: 'The bridge has not made such a pairing code',
    remedy: 'After five wrong tries it is no longer valid. Then ask whoever runs the bridge for a new one.',
  },
  {
    when: 'the code was used by another shop',
    provoke: async (strangers) => {
      const code = await newCode(strangers);
      const { p } = pasted(code);
      const body = await pairBody(pasted(code), await newShopKey(), 'https://another-shop.example');
      const answer = await fetch(`${strangers.way.url}/v1/pairings/${p}/pair`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`The other shop was not paired: ${await answer.text()}`);
      return code;
    },
    step: 'paired',
    code: 'pairing.used',
    cause: 'A shop was already paired with this code.',
    remedy: 'If none of your shops was paired with this code, tell them at once.',
  },
  {
    when: 'the code is too old',
    provoke: async (strangers) => {
      const code = await newCode(strangers);
      const { knex } = strangers.company.bridge.database;
      await knex('pairings')
        .where({ id: pasted(code).p })
        .update({ expires_at: knex.raw("now() - interval '1 minute'") });
      return code;
    },
    step: 'paired',
    code: 'pairing.expired',
    cause: 'made more than 15 minutes ago',
    remedy: 'Ask whoever runs the bridge for a new pairing code.',
  },
  {
    when: 'the code was tried too often',
    provoke: async (strangers) => {
      const code = await newCode(strangers);
      const wrong = writePairingCode({ ...pasted(code), s: 'x'.repeat(43) });
      for (let tries = 0; tries < 5; tries++) await strangers.page.pair(wrong);
      return code;
    },
    step: 'paired',
    code: 'pairing.exhausted',
    cause: 'tried five times',
    remedy: 'Ask whoever runs the bridge for a new pairing code.',
  },
];
