import type { Router } from 'express';
import { z } from 'zod';
import { adminRoutes } from '../kit/admin.ts';
import { LineEdit, type Office } from './office.ts';
import { viewState } from './state.ts';
import { Switches, type World } from './world.ts';

const Invoicing = z.strictObject({ orderId: z.string(), voucherDate: z.iso.date().optional() });
const Deleting = z.strictObject({ orderId: z.string() });
const Archiving = z.strictObject({ code: z.string(), clientKey: z.string().optional() });
const Locking = z.strictObject({ date: z.iso.date().nullable(), clientKey: z.string().optional() });
const Receiving = z.strictObject({ organizationNumbers: z.array(z.string()), clientKey: z.string().optional() });

/** The sandbox's own calls under `/sandbox`. */
export const adminOf = (world: World, office: Office): Router =>
  adminRoutes({
    failures: world.failures,
    state: (clientKey) => viewState(world, clientKey),
    switches: (change) => {
      world.switches = { ...world.switches, ...definedOnly(Switches.partial().parse(change)) };
      return world.switches;
    },
    reset: () => world.reset(),
    actions: {
      '/office/invoice'(body) {
        const { orderId, voucherDate } = Invoicing.parse(body);
        return office.invoice(orderId, voucherDate);
      },
      '/office/delete': (body) => office.deleteDraft(Deleting.parse(body).orderId),
      '/office/edit': (body) => office.editLine(LineEdit.parse(body)),
      '/office/archive'(body) {
        const { code, clientKey } = Archiving.parse(body);
        office.archiveProduct(code, clientKey);
      },
      '/office/lock'(body) {
        const { date, clientKey } = Locking.parse(body);
        office.setLockDate(date, clientKey);
      },
      '/office/elma'(body) {
        const { organizationNumbers, clientKey } = Receiving.parse(body);
        office.setElma(organizationNumbers, clientKey);
      },
    },
  });

/** The switches that a request names, without those that it leaves out, which would overwrite the present ones. */
const definedOnly = (change: { [K in keyof Switches]?: Switches[K] | undefined }): Partial<Switches> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
