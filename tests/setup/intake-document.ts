import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import { mmorthosoft } from '../../bridge-server/src/systems/mmorthosoft/system.ts';
import type { DocumentKind, MadeDocument, PlanOutcome } from '../../bridge-server/src/systems/contract.ts';
import type { OrderFiles } from '../../bridge-server/src/systems/contract-files.ts';
import { readFolder } from '../demo/folder.ts';
import { fixture, orderOf } from './woocommerce.ts';

/** Documents of mmOrthosoft, and the orders that they are made of. */

const first: MadeDocument = {
  kind: 'order',
  about: { kind: 'order', reference: '' },
  key: 's-1-14',
  id: 's-1-14',
  number: 's-1-14',
  total: 1,
};

interface DocumentOptions {
  kind?: DocumentKind;
  settings?: Readonly<Record<string, unknown>>;
  files?: OrderFiles;
}

/** What planning comes to for the order. A document after the first amends or takes back `s-1-14`. */
export const plannedIntake = (order: Order, { kind = 'order', settings = {}, files }: DocumentOptions = {}) =>
  mmorthosoft.makePlan({
    kind,
    about: first.about,
    order,
    key: kind === 'order' ? first.key : `${first.key}-${kind}`,
    customerKey: null,
    documents: kind === 'order' ? [] : [first],
    functions: [],
    decisions: {},
    settings: mmorthosoft.settings.parse({ employee: 'WEB', ...settings }),
    facts: null,
    ...(files ? { files } : {}),
  });

/** The bytes that the office would fetch. Throws where nothing is planned. */
export const intakeBytes = (order: Order, options?: DocumentOptions): Buffer => bytesOf(plannedIntake(order, options));

export function bytesOf(planned: PlanOutcome<unknown>): Buffer {
  if (planned.kind !== 'plan' || mmorthosoft.delivery.how !== 'pulled') throw new Error(JSON.stringify(planned));
  return Buffer.from(mmorthosoft.delivery.render(planned.plan).bytes);
}

/** The captured orders of both test shops, by their place. */
export const capturedOrders = (): string[] =>
  ['woocommerce', 'woocommerce-no'].flatMap((shop) =>
    readdirSync(new URL(`../fixtures/${shop}/orders`, import.meta.url)).map(
      (file) => `${shop}/orders/${file.replace(/\.json$/, '')}`,
    ),
  );

/** Every state of the orders of a case that can be read, the oldest first. */
export async function ordersOfCase(name: string): Promise<Order[]> {
  const { orders } = await readFolder(join(fileURLToPath(new URL('../fixtures/cases', import.meta.url)), name));
  return orders.flat().flatMap(({ event }) => {
    const read = readOrder(event.order, event.refunds);
    return read.ok ? [read.value] : [];
  });
}

export const simpleIntake: Order = orderOf(fixture('woocommerce/orders/simple-completed'));

/** An order that says everything about patient, doctor, insurer and prescription. */
export const prescribedOrder: Order = {
  ...simpleIntake,
  meta: {
    _kontor_patient_first_name: 'Erika',
    _kontor_patient_last_name: 'Muster',
    _kontor_patient_birth_date: '14.05.1950',
    _kontor_insurance_number: 'X234567891',
    _kontor_insurance_status: '1',
    _kontor_doctor_name: 'Dr. med. Beispiel',
    _kontor_doctor_lanr: '123456699',
    _kontor_doctor_bsnr: '179999900',
    _kontor_insurer_name: 'Beispielkasse',
    _kontor_insurer_ik: '260326822',
    _kontor_prescription_number: 'R-42',
    _kontor_prescription_date: '2025-01-10',
  },
};
