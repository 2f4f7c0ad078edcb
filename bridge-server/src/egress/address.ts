import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Word } from '@kontor/shared/problem';
import ipaddr from 'ipaddr.js';
import { word } from '../texts/reason.ts';

/**
 * Where requests may go: with https to the public internet, and to the hosts that the operator has allowed, however
 * private they are and also without https.
 */
export interface AddressPolicy {
  /** Why a request may not go there; `null` when it may, as far as the address itself tells; what a name resolves to is seen by `lookup`. */
  refusal(url: URL): Word | null;
  /** Whether the operator has allowed the host or the host with this port. */
  isAllowed(hostname: string, port: string): boolean;
  /** The look-up of a socket; fails with an `AddressRefused` when any address of the name is not public. */
  lookup: LookupFunction;
}

export const addressRefusedCode = 'KONTOR_ADDRESS_REFUSED';
/** What a look-up fails with where a name leads to an address that is not public. */
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
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export interface AddressPolicyOptions {
  /** `host` or `host:port` in lower case, IPv6 in brackets. */
  privateHosts: readonly string[];
  /** The variable that allows them, which a refusal names. */
  variable: string;
  /** In place of the machine's resolver. */
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
      // A literal address never reaches a look-up.
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      return ipaddr.isValid(literal) && !isPublic(literal) ? notPublic(url.hostname) : null;
    },
    lookup(hostname, { all, ...hints }, done) {
      resolve(hostname, { ...hints, all: true }, (error, found) => {
        const [first] = found ?? [];
        if (error || !first)
          return done(error ?? Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), []);
        // One private address among public ones is how a rebinding name looks, so the name is refused as a whole.
        if (!found.every(({ address }) => isPublic(address))) {
          return done(new AddressRefused(notPublic(hostname)), []);
        }
        return all ? done(null, found) : done(null, first.address, first.family);
      });
    },
  };
}

export const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

const normalHost = (hostname: string): string => hostname.toLowerCase().replace(/\.$/, '');

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public: neither this machine, a private or a special network, nor an IPv4 address wrapped in an IPv6 one. */
function isPublic(text: string): boolean {
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(globalUnicast));
}
