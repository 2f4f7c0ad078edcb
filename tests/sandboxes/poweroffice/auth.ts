import { randomBytes } from 'node:crypto';
import type { Answer } from '../kit/answer.ts';

/** The three keys of one company's integration. */
export interface Keys {
  readonly applicationKey: string;
  readonly subscriptionKey: string;
  readonly clientKey: string;
}

/** A request for a token: its authorization header and its form body. */
export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly form: string;
}

/** The keys for which the sandbox issues tokens. */
export interface KnownKeys {
  readonly applicationKey: string;
  readonly clientKeys: readonly string[];
}

const unknownIntegration: Answer = {
  status: 400,
  body: {
    error: 'invalid_client',
    error_description:
      'Client integration not found. Please ensure the provided keys are matching the desired environment.',
  },
};
const unsupportedGrant: Answer = {
  status: 400,
  body: { error: 'unsupported_grant_type', error_description: 'Only the grant type client_credentials is supported.' },
};

/** The keys of an authorization `Basic base64(applicationKey:clientKey)`. */
function basicKeys(authorization: string | undefined): { applicationKey?: string; clientKey?: string } {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [applicationKey = '', clientKey = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  return { applicationKey, clientKey };
}

/** Issues access tokens for client keys and knows which company a token opens, until the token expires. */
export class Tokens {
  readonly #issued = new Map<string, { clientKey: string; expiresAt: number }>();

  /** Client credentials (RFC 6749 §4.4): Basic base64(applicationKey:clientKey) and the form's grant type. */
  issue({ authorization, form }: TokenRequest, known: KnownKeys, now: number, lifeSeconds: number): Answer {
    const { applicationKey, clientKey = '' } = basicKeys(authorization);
    if (applicationKey !== known.applicationKey || !known.clientKeys.includes(clientKey)) return unknownIntegration;
    if (new URLSearchParams(form).get('grant_type') !== 'client_credentials') return unsupportedGrant;
    for (const [token, { expiresAt }] of this.#issued) if (expiresAt <= now) this.#issued.delete(token);
    const token = randomBytes(32).toString('base64url');
    this.#issued.set(token, { clientKey, expiresAt: now + lifeSeconds * 1000 });
    return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: lifeSeconds } };
  }

  /**
   * The client key that a request names, with a token or to get one; null when the request names no known client key.
   */
  clientKeyNamed(authorization: string | undefined, now: number): string | null {
    return basicKeys(authorization).clientKey ?? this.clientKeyOf(authorization, now) ?? null;
  }

  /** The client key a bearer token was issued for; undefined when it is missing, unknown or expired. */
  clientKeyOf(authorization: string | undefined, now: number): string | undefined {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const known = this.#issued.get(token);
    return known && known.expiresAt > now ? known.clientKey : undefined;
  }
}
