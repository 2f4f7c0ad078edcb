import { storableText } from '@kontor/shared/storable';
import type { Kind } from '../collecting/kind.ts';
import { lacksTooMuch } from '../collecting/missing.ts';
import { readNextPage } from '../collecting/read-page.ts';
import { canBeStored } from '../database/storable.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { collectedAddress, type CollectedAddress } from '../systems/contract-collect.ts';
import { reason, word } from '../texts/reason.ts';
import { addressStaging, countStagedAddresses, stageAddresses } from './staged.ts';

/** The addresses of offices, as they are collected. */
export const addressKind: Kind<CollectedAddress> = {
  ...addressStaging,
  what: 'addresses',
  isToldBy: (system) => system.collectAddresses !== undefined,
  read(system, context, request) {
    const reading = system.collectAddresses?.(context, request);
    return reading?.then((page) => (page.kind === 'collected' ? { ...page, things: page.addresses } : page)) ?? null;
  },
  isReadable: (address) => collectedAddress.safeParse(address).success && canBeStored(address),
  // Refusals are not sealed, so that they name nobody.
  refusalOf: ({ id, number }) => ({
    id: storableText(id),
    name: storableText(number),
    why: word('addresses.unreadable'),
  }),
  stage: stageAddresses,
  async doubtAbout(client, turn) {
    if (turn.run.reads === 'changes') return null;
    const { known, readAgain } = await countStagedAddresses(client, turn);
    return lacksTooMuch({ known, readAgain }, turn.limits.mostMissing)
      ? reason('addresses.missing', { known, missing: known - readAgain })
      : null;
  },
};

/** Reads the next page of an office's addresses. False: none is due. */
export const collectNextAddresses = (mirror: Mirror, systems: readonly string[]): Promise<boolean> =>
  readNextPage(mirror, addressKind, systems);
