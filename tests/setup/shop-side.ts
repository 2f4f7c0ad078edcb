import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { readPairingCode, type PairingCode } from '@kontor/shared/pairing';
import { publicKey, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf } from '../../bridge-server/src/auth/token.ts';
import { provePairing, type PairingProof } from '../../bridge-server/src/shops/pairing/proof.ts';
import { proveShopPossession, type ShopPossession } from '../../bridge-server/src/shops/pairing/reach.ts';
import { publicUrl } from './http.ts';
import { listening } from './listening.ts';

/** A key as the plugin in a shop makes it. */
export interface ShopKey {
  key: PublicKey;
  keyId: string;
  privateJwk: JWK;
}

export async function newShopKey(): Promise<ShopKey> {
  const made = await generateKeyPair('EdDSA', { extractable: true });
  const key = publicKey.parse(await exportJWK(made.publicKey));
  return { key, keyId: await keyIdOf(key), privateJwk: await exportJWK(made.privateKey) };
}

/** What was pasted into the plugin. */
export function pasted(code: string): PairingCode {
  const read = readPairingCode(code);
  if (!read) throw new Error(`this is no pairing code: ${code}`);
  return read;
}

/** What a shop sends in order to be paired. */
export interface PairBody {
  secret: string;
  key: object;
  proof: string;
  shop: { name: string; url: string; plugin: string; protocol: number };
}

/** What the plugin sends with a pasted code; `proof`: what is different about what its key signs. */
export async function pairBody(
  code: PairingCode,
  shop: ShopKey,
  url: string,
  proof: Partial<PairingProof> = {},
): Promise<PairBody> {
  return {
    secret: code.s,
    key: shop.key,
    proof: await provePairing(shop.privateJwk, shop.key, {
      publicUrl: code.u,
      pairing: code.p,
      secret: code.s,
      now: Date.now(),
      ...proof,
    }),
    shop: { name: 'Nordlys', url, plugin: '0.1.0', protocol: 1 },
  };
}

/** How the address of a shop answers when it is asked for its key. */
export type ShopAnswer =
  | { kind: 'proves'; key: ShopKey; changed?: Partial<ShopPossession> }
  | { kind: 'says'; status: number; headers?: Record<string, string>; body: string };

/** A shop's address on this machine, which answers the question for its key as it is told. */
export async function openShopAddress(ended: (() => unknown)[], answer: ShopAnswer) {
  let now = answer;
  const asked: string[] = [];
  const respond = async (target: string, res: ServerResponse): Promise<void> => {
    asked.push(target);
    if (now.kind === 'says') return void res.writeHead(now.status, now.headers).end(now.body);
    const nonce = new URL(target, 'http://shop.example').searchParams.get('nonce') ?? '';
    const possession = await proveShopPossession(now.key.privateJwk, now.key.key, {
      publicUrl,
      nonce,
      now: Date.now(),
      ...now.changed,
    });
    res.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify({ possession }));
  };
  const { port } = await listening(
    createServer((req, res) => void respond(req.url ?? '', res)),
    ended,
  );
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    /** The paths at which it was asked. */
    asked,
    answers: (other: ShopAnswer) => void (now = other),
  };
}
