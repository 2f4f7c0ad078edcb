import { compareCompanies, isIncorporated } from './company-name.ts';
import { compareFirstNames, comparePersons, generationOf, isPlaceholder, type NameLikeness } from './person-name.ts';
import { comparePlaces, compareTowns, type PostalPlace } from './place.ts';
import { best, type Likeness } from './spelling.ts';
import { compareEmails, compareIds, compareNumbers, comparePhones } from './trait.ts';

/** A customer as a shop knows them. A text is empty where nothing is known. */
export interface ShopCustomer {
  /** The office's number of the customer, if the shop knows one. */
  customerNumber: string | null;
  email: string;
  company: string;
  firstName: string;
  lastName: string;
  phone: string;
  vatId: string;
  organisationNumber: string;
  place: PostalPlace;
}

/** An address of the office. */
export interface OfficeAddress {
  number: string;
  company: string;
  firstName: string;
  lastName: string;
  emails: readonly string[];
  phones: readonly string[];
  vatId: string;
  organisationNumber: string;
  places: readonly PostalPlace[];
}

/** How a customer of the shop and an address of the office compare, trait by trait. */
export interface Comparison {
  /** Whose name is compared: that of a firm where both have one. */
  of: 'company' | 'person' | 'company_and_person' | 'trader_and_person';
  name: NameLikeness;
  /** The names of the people, for a firm: its contact person. */
  person: NameLikeness;
  /** Their first names: the very same, or not. */
  firstName: Likeness;
  number: Likeness;
  id: Likeness;
  email: Likeness;
  phone: Likeness;
  place: Likeness;
  /** One of them is called junior or senior, the other is not, or is called the opposite. */
  generation: Likeness;
}

/** The name of a firm; empty where the field holds a number, such as the recipient's at a parcel locker. */
const firmOf = (company: string): string => (/\p{L}{2}/u.test(company) ? company.trim() : '');

export function compare(customer: ShopCustomer, address: OfficeAddress): Comparison {
  const person = isPlaceholder(customer) || isPlaceholder(address) ? 'unknown' : comparePersons(customer, address);
  const firms = [firmOf(customer.company), firmOf(address.company)] as const;
  const of = firms.every(Boolean)
    ? 'company'
    : !firms.some(Boolean)
      ? 'person'
      : firms.some((firm) => isIncorporated(firm))
        ? 'company_and_person'
        : 'trader_and_person';
  const town = best(address.places.map((place) => compareTowns(customer.place, place)));
  const generations = [generationOf(customer), generationOf(address)] as const;
  return {
    of,
    name: of === 'company' ? compareCompanies(...firms) : person,
    person,
    firstName: compareFirstNames(customer, address),
    number: compareNumbers(customer.customerNumber, address.number),
    id: compareIds([customer.vatId, customer.organisationNumber], [address.vatId, address.organisationNumber]),
    email: compareEmails(customer.email, address.emails),
    phone: comparePhones(customer.phone, address.phones, { country: customer.place.country, town }),
    place: best(address.places.map((place) => comparePlaces(customer.place, place))),
    generation: generations[0] === generations[1] ? 'unknown' : 'differs',
  };
}
