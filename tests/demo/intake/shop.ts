import { shopId as shopIdSchema } from '@kontor/bridge-server/ids';
import type { Signer } from '@kontor/client';
import { addOfficeKey } from '../../../bridge-server/src/shops/office/keys.ts';
import { startMmorthosoftSandbox, type MmorthosoftSandbox } from '../../sandboxes/mmorthosoft/sandbox.ts';
import { connectSystem, registerShop, type Company } from '../stage.ts';

/** The German shop, and the office that fetches its orders. */
export interface IntakeShop {
  shop: Signer;
  sandbox: MmorthosoftSandbox;
}

/** Registers the German shop, connects it to mmOrthosoft, and gives a test office a key. */
export async function openIntakeShop({ bridge }: Pick<Company, 'bridge'>): Promise<IntakeShop> {
  const shop = await registerShop(bridge, { name: 'Werkhof', url: 'https://werkhof.example' });
  const { id: connectionId } = await connectSystem(bridge, shop.shop, { system: 'mmorthosoft', credentials: {} });
  const at = { shopId: shopIdSchema.parse(shop.shop), connectionId };
  const { key } = await addOfficeKey(bridge.database.pool, at, 'test office');
  const documents = `${bridge.config.publicUrl}/v1/shops/${shop.shop}/connections/${connectionId}/documents`;
  return { shop, sandbox: await startMmorthosoftSandbox({ bridge: { documents, key } }) };
}
