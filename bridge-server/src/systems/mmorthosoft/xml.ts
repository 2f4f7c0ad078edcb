import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import XMLBuilder from 'fast-xml-builder';
import type { Handover } from '../contract.ts';
import type { IntakeContent, IntakeRecord } from './record.ts';

/** The namespace and the structure version of docs/mmorthosoft-intake.xsd. */
const namespace = 'urn:kontor:order-intake';
const structure = '1';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const writer = new XMLBuilder({
  preserveOrder: true,
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  suppressBooleanAttributes: false,
});

/** An element's content: a text, or the elements in it. Elements without content are left out. */
type Content = string | readonly Element[];
type Element = readonly [name: string, content: Content, attributes?: Readonly<Record<string, string>>];

/** Pure: the document as XML in UTF-8. The same record always gives the same bytes. */
export function renderIntake(record: IntakeRecord): Handover {
  const { key, kind, concerns, order, content } = record;
  const money = (amount: Minor): string => formatMinor(amount, decimalsOf(order.currency));
  const elements: Element[] = [
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
  const attributes = { xmlns: namespace, structure, key, kind, ...(concerns === null ? {} : { concerns }) };
  return {
    mediaType: 'application/xml; charset=utf-8',
    bytes: Buffer.from(declaration + writer.build(nodesOf([['intake', elements, attributes]])), 'utf8'),
  };
}

function contentElements(content: IntakeContent, money: (amount: Minor) => string): Element[] {
  const { assignment, customer, delivery, items, totals, attachments } = content;
  return [
    ['assignment', textsOf(assignment)],
    [
      'customer',
      [
        ['shopId', customer.shopId ?? ''],
        ...namesOf(customer),
        ['address', textsOf(customer.address)],
        ['email', customer.email],
        ['phone', customer.phone],
        ['contactPerson', customer.contact ? textsOf(customer.contact) : ''],
      ],
    ],
    [
      'delivery',
      delivery ? [...namesOf(delivery), ['address', textsOf(delivery.address)], ['phone', delivery.phone]] : '',
    ],
    ['items', items.map((item) => itemElement(item, money))],
    ['totals', textsOf({ net: money(totals.net), vat: money(totals.vat), gross: money(totals.gross) })],
    [
      'attachments',
      attachments.map(({ sha256, fileName, mediaType, size, purpose }): Element => [
        'attachment',
        textsOf({ sha256, fileName, mediaType, size: String(size), purpose }),
      ]),
    ],
  ];
}

const itemElement = (
  { line, kind, sku, text, details, quantity, rate, net, vat }: IntakeContent['items'][number],
  money: (amount: Minor) => string,
): Element => [
  'item',
  [
    ['line', line],
    ['sku', sku],
    ['text', text],
    ...details.map((detail): Element => ['detail', detail]),
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
}: Pick<IntakeContent['customer'], 'company' | 'firstName' | 'lastName'>) => textsOf({ company, firstName, lastName });

/** An element for each field, in the order of the fields. */
const textsOf = (fields: Readonly<Record<string, string>>): Element[] => Object.entries(fields);

/** The elements as the writer takes them: each with its name, and its attributes under `:@`. */
const nodesOf = (elements: readonly Element[]): object[] =>
  elements
    .filter(([, content]) => !isEmpty(content))
    .map(([name, content, attributes = {}]) => ({
      [name]: typeof content === 'string' ? [{ '#text': readable(content) }] : nodesOf(content),
      ':@': Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, readable(value)])),
    }));

const isEmpty = (content: Content): boolean =>
  typeof content === 'string' ? content === '' : content.every(([, inner]) => isEmpty(inner));

/**
 * The text as XML 1.0 can hold it: U+FFFD (�) stands for every other character, such as a control character. Line ends
 * are those that an XML parser reports. The writer escapes markup.
 */
const readable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
