import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { field } from '../texts/form.ts';
import { word } from '../texts/reason.ts';

/**
 * The settings that every system has whose office fetches: which computers may fetch, and how often the bridge expects
 * them. Such a system spreads them into its own settings.
 */

/** An address, or a range of addresses that have the first bits of one in common. */
interface AddressRange {
  address: string;
  family: 'ipv4' | 'ipv6';
  /** How many of the first bits count. All of them for a single address. */
  bits: number;
}

/** An IPv4 address that is written as an IPv6 address, such as `::ffff:203.0.113.7`. */
const mappedAddress = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i;
/** How many bits an IPv6 address has before the IPv4 address that it stands for. */
const mappedBits = 96;

/** The address without a zone, and as IPv4 where an IPv6 address only stands for one. */
function plainAddress(address: string): string {
  const [withoutZone = ''] = address.split('%');
  const [, dotted, high, low] = mappedAddress.exec(withoutZone) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return withoutZone;
  const bytes = [high, low].flatMap((part) => {
    const value = Number.parseInt(part, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}

/** Reads `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32`; null for anything else. */
function readRange(entry: string): AddressRange | null {
  const [, written = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  if (isIP(written) === 0) return null;
  const address = plainAddress(written);
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  const longest = family === 'ipv4' ? 32 : 128;
  const isMapped = family === 'ipv4' && isIP(written) === 6;
  const bits = length === undefined ? longest : Number(length) - (isMapped ? mappedBits : 0);
  return bits < 0 || bits > longest ? null : { address, family, bits };
}

/** The entries of the setting. They are separated by commas, blanks or line breaks. */
const entriesOf = (text: string): string[] => text.split(/[\s,;]+/).filter((entry) => entry !== '');

/** Whether a request from the address may fetch, by the setting `allowedComputers`. An empty setting allows all. */
export function isAllowedComputer(setting: string, address: string): boolean {
  const entries = entriesOf(setting);
  if (entries.length === 0) return true;
  const caller = plainAddress(address);
  const version = isIP(caller);
  if (version === 0) return false;
  const allowed = new BlockList();
  for (const range of entries.map(readRange)) if (range) allowed.addSubnet(range.address, range.bits, range.family);
  return allowed.check(caller, version === 4 ? 'ipv4' : 'ipv6');
}

const allowedComputers = z
  .string()
  .trim()
  .max(2000)
  .default('')
  .superRefine((text, context) => {
    const wrong = entriesOf(text).find((entry) => readRange(entry) === null);
    if (wrong === undefined) return;
    const message = `${wrong} is no address and no range; write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32`;
    context.addIssue({ code: 'custom', message, params: { said: word('field.no_computer', { entry: wrong }) } });
  })
  .meta(field('setting.allowedComputers', { section: 'fetching' }));

/** How often an office fetches if nothing is set, in minutes. */
const usualMinutes = 240;
/** A week. */
const mostMinutes = 10_080;

export const fetchingSettings = {
  allowedComputers,
  fetchMinutes: z
    .int()
    .min(1)
    .max(mostMinutes)
    .default(usualMinutes)
    .meta(field('setting.fetchMinutes', { section: 'fetching' })),
};

/**
 * The settings of fetching among all settings of a connection. A list of computers that cannot be read allows none; an
 * interval that cannot be read is the usual one.
 */
const storedFetching = z.object({
  allowedComputers: z.string().default(''),
  fetchMinutes: fetchingSettings.fetchMinutes.catch(usualMinutes),
});
export type FetchingSettings = z.infer<typeof storedFetching>;
export const fetchingSettingsIn = (settings: unknown): FetchingSettings => storedFetching.parse(settings);
