import type { Express, Request, RequestHandler } from 'express';
import type { Answer } from '../kit/answer.ts';
import { queryOf } from '../kit/server.ts';
import { fieldsOf, pageOf, wholeList } from './lists.ts';
import { noRoute, noSuchZone, notLoggedIn, notManager } from './refusal.ts';
import type { World } from './world.ts';

type Read = (request: Request, query: URLSearchParams) => Answer;

/** How routes are added. `open`: everybody may read them. `reads`: the key is checked first. */
interface Ways {
  open(read: (request: Request) => Answer): RequestHandler;
  reads(read: Read): RequestHandler;
}

/** The routes of the shop's settings, and the index of WordPress. */
export function addSettingsRoutes(app: Express, world: World, { open, reads }: Ways): void {
  const add = (route: string, read: Read): void => {
    app.get(
      `/wp-json/wc/v3/${route}`,
      reads((request, query) => {
        const { settingsForbidden, withoutRoutes } = world.switches;
        if (withoutRoutes.some((missing) => request.path === `/wp-json/wc/v3/${missing}`)) return noRoute;
        return settingsForbidden ? notManager : read(request, query);
      }),
    );
  };
  add('settings/general', (_request, query) => wholeList(world.settings.general, query));
  add('settings/tax', (_request, query) => wholeList(world.settings.tax, query));
  add('taxes', (_request, query) => pageOf(world.settings.taxRates, query, world.switches));
  add('taxes/classes', (_request, query) => wholeList(world.settings.taxClasses, query));
  add('payment_gateways', (_request, query) => wholeList(world.settings.paymentMethods, query));
  add('shipping/zones', (_request, query) => wholeList(world.settings.shippingZones, query));
  add('shipping/zones/:id/methods', (request, query) => {
    const { shippingZones, shippingMethods } = world.settings;
    const id = String(request.params['id']);
    if (!shippingZones.some((zone) => String(zone['id']) === id)) return noSuchZone;
    return wholeList(shippingMethods[id] ?? [], query);
  });
  app.get(
    '/wp-json/',
    open((request) =>
      world.switches.indexHidden
        ? notLoggedIn
        : { status: 200, body: fieldsOf(world.settings.index, new URLSearchParams(queryOf(request))) },
    ),
  );
}
