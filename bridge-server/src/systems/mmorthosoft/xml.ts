import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import { isLanrDoubtful } from './care.ts';
import { renamed } from './element-names.ts';
import { elementsOf, xmlBytes, type XmlElement } from './elements.ts';
import type { OfficePerson } from '../contract-people.ts';
import type { IntakeContent, IntakeRecord } from './record.ts';
import { rootElement } from './structure.ts';

/** The namespace and the structure version of docs/mmorthosoft-intake.xsd. */
const namespace = 'urn:kontor:order-intake';
const structureVersion = '1';

/**
 * Pure: the document in Kontor's own format. If elements have other names, it is none of the published schema's, so it
 * has no namespace.
 */
export function renderIntake(record: IntakeRecord): Buffer {
  const { key, kind, concerns, order, content, elementNames } = record;
  const money = (amount: Minor): string => formatMinor(amount, decimalsOf(order.currency));
  const elements: XmlElement[] = [
    [
      'order',
      [
        ['id', order.id],
        ['number', order.number],
        ['date', order.date],
        ['currency', order.currency],
        ['remarks', content?.remarks ?? ''],
      ],
    ],
    ...(content ? contentElements(content, money) : []),
  ];
  const isOwn = elementNames.length === 0;
  const attributes = {
    ...(isOwn ? { xmlns: namespace } : {}),
    structure: structureVersion,
    key,
    kind,
    ...(concerns === null ? {} : { concerns }),
  };
  return xmlBytes(renamed(elementNames, [rootElement, elements, attributes]));
}

function contentElements(content: IntakeContent, money: (amount: Minor) => string): XmlElement[] {
  const { assignment, customer, care, delivery, items, totals, attachments } = content;
  const { net, vat, gross, refunded } = totals;
  return [
    ['assignment', assignmentElements(assignment)],
    [
      'customer',
      [
        ['shopId', customer.shopId ?? ''],
        ...namesOf(customer),
        ['address', elementsOf(customer.address)],
        ['email', customer.email],
        ['phone', customer.phone],
        ['contactPerson', customer.contact ? elementsOf(customer.contact) : ''],
      ],
    ],
    ...careElements(care),
    [
      'delivery',
      delivery ? [...namesOf(delivery), ['address', elementsOf(delivery.address)], ['phone', delivery.phone]] : '',
    ],
    ['items', items.map((item) => itemElement(item, money))],
    [
      'totals',
      elementsOf({
        net: money(net),
        vat: money(vat),
        gross: money(gross),
        refunded: refunded === 0 ? '' : money(refunded),
      }),
    ],
    [
      'attachments',
      attachments.map(({ sha256, fileName, mediaType, size, purpose }): XmlElement => [
        'attachment',
        elementsOf({ sha256, fileName, mediaType, size: String(size), purpose }),
      ]),
    ],
  ];
}

const careElements = ({ patient, doctor, insurer, prescription }: IntakeContent['care']): XmlElement[] => [
  ['patient', elementsOf(patient)],
  [
    'doctor',
    [
      ['name', doctor.name],
      ['lanr', doctor.lanr, isLanrDoubtful(doctor) ? { checkDigit: 'other' } : {}],
      ['bsnr', doctor.bsnr],
    ],
  ],
  ['insurer', elementsOf(insurer)],
  ['prescription', elementsOf(prescription)],
];

/** Each is named by the number that the office knows, with the name beside it for people. */
function assignmentElements({ employee, branch, clerk, insurer }: IntakeContent['assignment']): XmlElement[] {
  const element = (name: string, person: OfficePerson): XmlElement => [
    name,
    person.number,
    person.name === '' ? {} : { name: person.name },
  ];
  return [
    element('employee', employee),
    element('branch', branch),
    element('clerk', clerk),
    ...(insurer ? [['insurer', insurer.number, { name: insurer.name, ik: insurer.ik }] as const] : []),
  ];
}

const itemElement = (
  { line, kind, sku, pzn, hmv, text, side, details, quantity, rate, net, vat }: IntakeContent['items'][number],
  money: (amount: Minor) => string,
): XmlElement => [
  'item',
  [
    ['line', line],
    ...elementsOf({ sku, pzn, hmv, text, side }),
    ...details.map((detail): XmlElement => ['detail', detail]),
    ['quantity', quantity],
    ['net', money(net)],
    ['vat', money(vat), rate === 'none' ? {} : { rate }],
    ['gross', money(net + vat)],
  ],
  { kind },
];

const namesOf = ({
  company,
  firstName,
  lastName,
}: Pick<IntakeContent['customer'], 'company' | 'firstName' | 'lastName'>) =>
  elementsOf({ company, firstName, lastName });
