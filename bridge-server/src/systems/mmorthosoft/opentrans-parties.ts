import { clipped } from '../../documents/fields.ts';
import type { XmlElement } from './elements.ts';
import type { IntakeContent, IntakeRecord } from './record.ts';

/** The people and companies of a document in openTRANS, and the references to them. */
export interface Parties {
  elements: XmlElement[];
  buyer: XmlElement;
  references: XmlElement[];
}

type Customer = IntakeContent['customer'];
type Address = Customer['address'];
/** A number of a party, with the kind of number that it is. */
type PartyId = readonly [number: string, type: string];

const shop: PartyId = ['shop', 'party_specific'];
const deliveryPlace: PartyId = ['delivery', 'party_specific'];

/** Customer, shop, delivery address, patient, doctor and insurer. A document without content names only the first two. */
export function partiesOf({ order, content }: IntakeRecord): Parties {
  const { customer, delivery = null, care } = content ?? {};
  const buyer: PartyId = customer?.shopId
    ? [customer.shopId, 'customer_specific']
    : [`order-${order.id}`, 'party_specific'];
  return {
    elements: [
      party([buyer], 'buyer', customer ? customerAddress(customer) : []),
      party([shop], 'supplier', []),
      ...(delivery
        ? [party([deliveryPlace], 'delivery', [...names(delivery), ...place(delivery.address), phone(delivery.phone)])]
        : []),
      ...(care ? careParties(care) : []),
    ],
    buyer: idref('bmecat:BUYER_IDREF', buyer),
    references: [
      idref('bmecat:SUPPLIER_IDREF', shop),
      ['SHIPMENT_PARTIES_REFERENCE', delivery ? [idref('DELIVERY_IDREF', deliveryPlace)] : ''],
    ],
  };
}

function careParties({ patient, doctor, insurer }: IntakeContent['care']): XmlElement[] {
  const parties: readonly [who: string, ids: readonly PartyId[], role: string, address: XmlElement[]][] = [
    ['patient', [[patient.insuranceNumber, 'kvnr']], 'other', names({ company: '', ...patient })],
    [
      'doctor',
      [
        [doctor.lanr, 'lanr'],
        [doctor.bsnr, 'bsnr'],
      ],
      'other',
      [name('NAME', doctor.name)],
    ],
    ['insurer', [[insurer.ik, 'ik']], 'payer', [name('NAME', insurer.name)]],
  ];
  return parties.flatMap(([who, ids, role, address]) => {
    const given = ids.filter(([number]) => number !== '');
    const isNamed = address.some(([, text]) => text !== '');
    // Its role does not tell a patient from a doctor, so each has a name of ours too.
    return given.length > 0 || isNamed ? [party([[who, 'party_specific'], ...given], role, address)] : [];
  });
}

const party = (ids: readonly PartyId[], role: string, address: readonly XmlElement[]): XmlElement => [
  'PARTY',
  [...ids.map((id) => idref('bmecat:PARTY_ID', id)), ['PARTY_ROLE', role], ['ADDRESS', address]],
];

const idref = (element: string, [number, type]: PartyId): XmlElement => [element, clipped(number, 250), { type }];

const customerAddress = (customer: Customer): XmlElement[] => [
  ...names(customer),
  name('NAME3', customer.address.line2),
  [
    'CONTACT_DETAILS',
    customer.contact
      ? [
          name('CONTACT_NAME', customer.contact.lastName || customer.contact.firstName),
          name('FIRST_NAME', customer.contact.lastName ? customer.contact.firstName : ''),
        ]
      : '',
  ],
  ...placeWithoutLine2(customer.address),
  phone(customer.phone),
  // A part of an e-mail address would be another address.
  ['bmecat:EMAIL', customer.email.length > 255 ? '' : customer.email],
];

/** A company, or a person with the last name first, as the standard's own examples have it. */
const names = ({
  company,
  firstName,
  lastName,
}: Pick<Customer, 'company' | 'firstName' | 'lastName'>): XmlElement[] => {
  const [first, ...others] = [company, lastName, firstName].filter(Boolean);
  return [name('NAME', first ?? ''), name('NAME2', others.join(', '))];
};

const place = (address: Address): XmlElement[] => [name('NAME3', address.line2), ...placeWithoutLine2(address)];

const placeWithoutLine2 = ({ line1, postcode, city, state, country }: Address): XmlElement[] => [
  name('STREET', line1),
  ['bmecat:ZIP', clipped(postcode, 20)],
  name('CITY', city),
  name('STATE', state),
  ...(countries.has(country) ? [] : [name('COUNTRY', country)]),
  ['bmecat:COUNTRY_CODED', countries.has(country) ? country : ''],
];

/** The countries by code. Any other text is the name of a country, since openTRANS checks the codes. */
const countries: ReadonlySet<string> = new Set(
  (
    'AD AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP LI LT LU LV MC MT NL NO NZ PL PT RO SE SI SK ' +
    'SM US'
  ).split(' '),
);

const name = (element: string, text: string): XmlElement => [`bmecat:${element}`, clipped(text, 50)];
const phone = (text: string): XmlElement => name('PHONE', text);
