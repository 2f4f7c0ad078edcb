import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { readPairingCode, type PairingCode } from '@kontor/shared/pairing';
import { publicKey, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf } from '../../bridge-server/src/auth/token.ts';
import { provePairing, type PairingProof } from '../../bridge-server/src/shops/pairing/proof.ts';
import { proveShopPossession, type ShopPossession } from '../../bridge-server/src/shops/pairing/reach.ts';
import { publicUrl } from './http.ts';
import { listening } from './listening.ts';

/** A key as a shop's plugin makes it. */
export interface ShopKey {
  key: PublicKey;
  keyId: string;
  privateJwk: JWK;
}

export async function newShopKey(): Promise<ShopKey> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const key = publicKey.parse(await exportJWK(pair.publicKey));
  return { key, keyId: await keyIdOf(key), privateJwk: await exportJWK(pair.privateKey) };
}

/** A pairing code as the plugin reads it. */
export function pasted(code: string): PairingCode {
  const read = readPairingCode(code);
  if (!read) throw new Error(`this is no pairing code: ${code}`);
  return read;
}

/** What a shop sends to be paired. */
export interface PairBody {
  secret: string;
  key: object;
  proof: string;
  shop: { name: string; url: string; plugin: string; protocol: number };
}

/** What the plugin sends with a pasted code. `proof`: the claims in which its proof differs from a right one. */
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

/** How a shop's address answers when it is asked for the shop's key. */
export type ShopAnswer =
  | { kind: 'proves'; key: ShopKey; changed?: Partial<ShopPossession> }
  | { kind: 'says'; status: number; headers?: Record<string, string>; body: string };

/** Opens a shop's address on this machine, which answers like this when it is asked for the shop's key. */
export async function openShopAddress(ended: (() => unknown)[], firstAnswer: ShopAnswer) {
  let current = firstAnswer;
  const asked: string[] = [];
  const respond = async (target: string, res: ServerResponse): Promise<void> => {
    asked.push(target);
    if (current.kind === 'says') return void res.writeHead(current.status, current.headers).end(current.body);
    const nonce = new URL(target, 'http://shop.example').searchParams.get('nonce') ?? '';
    const possession = await proveShopPossession(current.key.privateJwk, current.key.key, {
      publicUrl,
      nonce,
      now: Date.now(),
      ...current.changed,
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
    /** The paths of the requests that came. */
    asked,
    /** Changes how it answers from now on. */
    answers: (answer: ShopAnswer) => void (current = answer),
  };
}
