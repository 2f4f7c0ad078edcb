import type { Command } from 'commander';
import { addShop, listShops } from '../../shops/shop.ts';
import { Refusal } from '../output.ts';
import type { Run } from '../run.ts';

export function addShopCommands(program: Command, run: Run): void {
  const shop = program.command('shop').description('WooCommerce sites paired with this bridge');

  shop.command('add').description('add a shop and make its signing key')
    .requiredOption('--name <name>', 'what people call the shop')
    .requiredOption('--url <url>', 'its address, such as https://shop.example')
    .addHelpText('after', '\nExample:\n  kontor shop add --name "Nordlys" --url https://nordlys.example')
    .action(run(async ({ bridge, output }, options: { name: string; url: string }) => {
      if (!URL.canParse(options.url)) {
        throw new Refusal({ code: 'shop.bad_url', cause: `"${options.url}" is no address.`, remedy: 'Give the shop\'s address with https://.' });
      }
      const added = await addShop(bridge.database.knex, options);
      const key = await bridge.keys.add(added.id);
      if (!key.ok) throw new Refusal(key.error);
      output.thing({ shop: added.id, name: added.name, url: added.url, keyId: key.value.keyId, privateKey: key.value.privateJwk, bridge: bridge.config.publicUrl });
      output.hint('The private key is shown this once. The shop signs its requests with it; the bridge does not keep it.');
    }));

  shop.command('list').description('all shops').action(run(async ({ bridge, output }) => {
    const shops = await listShops(bridge.database.knex);
    output.table(['id', 'name', 'url', 'createdAt'], shops.map((entry) => ({ ...entry })));
  }));
}
