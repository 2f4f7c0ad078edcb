import { shopId as shopIdSchema } from '@kontor/bridge-server/ids';
import type { Signer } from '@kontor/client';
import { addOfficeKey } from '../../../bridge-server/src/shops/office/keys.ts';
import { savePeople, type NewPerson } from '../../../bridge-server/src/shops/people/people.ts';
import type { Bridge } from '../../../bridge-server/src/open.ts';
import { startMmorthosoftSandbox, type MmorthosoftSandbox } from '../../sandboxes/mmorthosoft/sandbox.ts';
import { connectSystem, registerShop } from '../stage.ts';

/** The German shop, and the office that fetches its orders. */
export interface IntakeShop {
  shop: Signer;
  sandbox: MmorthosoftSandbox;
}

/** The office's partner firm to which prescriptions of its IK are assigned. */
const insurer: NewPerson = {
  kind: 'partner',
  number: 'TEST',
  name: 'Test GKV-SV',
  email: null,
  ik: '109500969',
  quiet: null,
};

/** Registers the German shop and connects it to a test office, which has an insurer among its partner firms. */
export async function openIntakeShop(bridge: Bridge): Promise<IntakeShop> {
  const shop = await registerShop(bridge, { name: 'Werkhof', url: 'https://werkhof.example' });
  await savePeople(bridge.database.pool, shopIdSchema.parse(shop.shop), [insurer]);
  return { shop, sandbox: await connectTestOffice(bridge, shop.shop) };
}

/** Connects a shop to mmOrthosoft, and starts a test office that has a key to its documents. */
export async function connectTestOffice(bridge: Bridge, shop: string): Promise<MmorthosoftSandbox> {
  const { id: connectionId } = await connectSystem(bridge, shop, { system: 'mmorthosoft', credentials: {} });
  const at = { shopId: shopIdSchema.parse(shop), connectionId };
  const { key } = await addOfficeKey(bridge.database.pool, at, 'test office');
  const documents = `${bridge.config.publicUrl}/v1/shops/${shop}/connections/${connectionId}/documents`;
  return startMmorthosoftSandbox({ bridge: { documents, key } });
}
