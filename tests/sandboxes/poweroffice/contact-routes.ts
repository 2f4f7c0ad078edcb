import { customerDto } from './answers.ts';
import { addContactPerson, addDeliveryAddress, addressTitle, personTitle } from './contacts.ts';
import { ContactPersonPost, DeliveryAddressPost } from './contact-shapes.ts';
import { changeCustomer, createCustomer, customerById } from './customers.ts';
import { contactPersonDto, deliveryAddressDto } from './ledger-answers.ts';
import { contactFilters, customerFilters } from './lists.ts';
import { customerTarget } from './patchable.ts';
import { answerList } from './query.ts';
import { changing, created, ok, read, reading, readPatch, visible, type Route } from './route.ts';
import { CustomerPost } from './shapes.ts';

const addressRoles = ['ContactDeliveryAddress', 'Customer', 'Supplier', 'Employee'];
const personRoles = ['ContactPerson', 'Customer', 'Supplier'];

/** The routes of customers, their delivery addresses and their contact persons. */
export const contactRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/Customers',
    roles: reading('Customer'),
    handle: ({ company, query, occasion }) =>
      answerList(query, customerFilters, visible(company.customers.values(), occasion), customerDto),
  },
  {
    method: 'post',
    path: '/Customers',
    roles: changing('Customer'),
    query: [],
    handle: ({ company, body, occasion }) => {
      const request = read(CustomerPost, body, customerTarget.title);
      return created(customerDto(createCustomer(company, request, occasion.now, occasion.visibleFrom)));
    },
  },
  {
    method: 'get',
    path: '/Customers/:id',
    roles: reading('Customer'),
    query: [],
    handle: ({ company, param }) => ok(customerDto(customerById(company, param('id')))),
  },
  {
    method: 'patch',
    path: '/Customers/:id',
    roles: changing('Customer'),
    query: [],
    handle: (call) => {
      const customer = customerById(call.company, call.param('id'));
      changeCustomer(call.company, customer, readPatch(call, customerTarget, customerDto(customer)), call.occasion.now);
      return ok(customerDto(customer));
    },
  },
  {
    method: 'get',
    path: '/ContactDeliveryAddresses',
    roles: reading(...addressRoles),
    handle: ({ company, query, occasion }) =>
      answerList(query, contactFilters, visible(company.deliveryAddresses.values(), occasion), deliveryAddressDto),
  },
  {
    method: 'post',
    path: '/ContactDeliveryAddresses/:contactId',
    roles: changing(...addressRoles),
    query: [],
    handle: ({ company, param, body, occasion: { now, visibleFrom } }) =>
      created(
        deliveryAddressDto(
          addDeliveryAddress(
            company,
            param('contactId'),
            read(DeliveryAddressPost, body, addressTitle),
            now,
            visibleFrom,
          ),
        ),
      ),
  },
  {
    method: 'get',
    path: '/ContactPersons',
    roles: reading(...personRoles),
    handle: ({ company, query, occasion }) =>
      answerList(query, contactFilters, visible(company.contactPersons.values(), occasion), contactPersonDto),
  },
  {
    method: 'post',
    path: '/ContactPersons/:contactId',
    roles: changing(...personRoles),
    query: [],
    handle: ({ company, param, body, occasion: { now, visibleFrom } }) =>
      created(
        contactPersonDto(
          addContactPerson(company, param('contactId'), read(ContactPersonPost, body, personTitle), now, visibleFrom),
        ),
      ),
  },
];
