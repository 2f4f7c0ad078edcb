import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Word } from '@kontor/shared/problem';
import ipaddr from 'ipaddr.js';
import { word } from '../texts/reason.ts';

/**
 * Decides where requests may go: to the public internet with https, and to the hosts that the operator has allowed. An
 * allowed host may be private, and needs no https.
 */
export interface AddressPolicy {
  /**
   * Why a request may not go to the URL; null if it may. A name may still lead to a private address, which only
   * `lookup` can see.
   */
  refusal(url: URL): Word | null;
  /** Whether the operator has allowed the host, with any port or with this one. */
  isAllowed(hostname: string, port: string): boolean;
  /** Looks a name up for a socket. Fails with `AddressRefused` if any address of the name is not public. */
  lookup: LookupFunction;
}

export const addressRefusedCode = 'KONTOR_ADDRESS_REFUSED';
/** A name leads to an address that is not public. */
export class AddressRefused extends Error {
  readonly code = addressRefusedCode;
  readonly what: Word;

  constructor(what: Word) {
    super(what.word);
    this.what = what;
  }
}

type Resolve = (
  hostname: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface AddressPolicyOptions {
  /** Each is `host` or `host:port`, in lower case; an IPv6 address stands in brackets. */
  privateHosts: readonly string[];
  /** The environment variable with the private hosts. Refusals name it. */
  variable: string;
  /** Replaces the machine's resolver. */
  resolve?: Resolve;
}

export function createAddressPolicy({
  privateHosts,
  variable,
  resolve = systemLookup,
}: AddressPolicyOptions): AddressPolicy {
  const allowed = new Set(privateHosts);
  const notPublic = (host: string): Word => word('sent.private_address', { host, variable });
  const isAllowed = (hostname: string, port: string): boolean => {
    const host = normalHost(hostname);
    return allowed.has(host) || allowed.has(`${host}:${port}`);
  };

  return {
    isAllowed,
    refusal(url) {
      if (url.protocol !== 'https:' && url.protocol !== 'http:')
        return word('sent.other_protocol', { protocol: url.protocol });
      if (url.username !== '' || url.password !== '') return word('sent.password');
      if (isAllowed(url.hostname, portOf(url))) return null;
      if (url.protocol !== 'https:') return word('sent.no_https', { host: url.hostname, variable });
      // A literal address is never looked up, so it is judged here.
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      return ipaddr.isValid(literal) && !isPublic(literal) ? notPublic(url.hostname) : null;
    },
    lookup(hostname, { all, ...hints }, done) {
      resolve(hostname, { ...hints, all: true }, (error, addresses) => {
        const [first] = addresses ?? [];
        if (error || !first)
          return done(error ?? Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), []);
        // A name with one private address among public ones may be a DNS rebinding attack, so it is refused altogether.
        if (!addresses.every(({ address }) => isPublic(address))) {
          return done(new AddressRefused(notPublic(hostname)), []);
        }
        return all ? done(null, addresses) : done(null, first.address, first.family);
      });
    },
  };
}

export const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

const normalHost = (hostname: string): string => hostname.toLowerCase().replace(/\.$/, '');

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether the address is public. This machine, private and special networks, and IPv4 wrapped in IPv6 are not. */
function isPublic(text: string): boolean {
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(globalUnicast));
}
