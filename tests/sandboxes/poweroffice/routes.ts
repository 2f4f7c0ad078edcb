import { contactRoutes } from './contact-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { productRoutes } from './product-routes.ts';
import type { Route } from './route.ts';
import { settingsRoutes } from './settings-routes.ts';

/** All operations of the sandbox, under `/v2`. */
export const routes: readonly Route[] = [
  ...settingsRoutes,
  ...productRoutes,
  ...contactRoutes,
  ...orderRoutes,
  ...ledgerRoutes,
];
