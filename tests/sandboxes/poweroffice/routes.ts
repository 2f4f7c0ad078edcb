import type { z } from 'zod';
import { completeOrderDto, customerDto, invoiceDto, lineDto, orderDto, productDto } from './answers.ts';
import { createCustomer, customerById } from './customers.ts';
import { invoiceById } from './invoices.ts';
import { number, numberOrNull, readJson } from './json.ts';
import { orderTitle } from './lines.ts';
import { customerFilters, invoiceFilters, orderFilters, productFilters, seriesFilters, vatCodeFilters } from './lists.ts';
import { addLine, createOrder, deleteOrder, orderById, type Occasion } from './orders.ts';
import { answerList, flag, onlyDocumented } from './query.ts';
import { refusal, type Answer } from './refusal.ts';
import { CustomerPost, SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import type { Company, Dated } from './store.ts';

/** An authenticated request to one company. */
export interface Call {
  readonly company: Company;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly occasion: Occasion;
  readonly param: (name: string) => string;
}

/** One documented operation. `query` names the parameters of operations that are no list. */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly query?: readonly string[];
  readonly handle: (call: Call) => Answer;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const created = (body: unknown): Answer => ({ status: 201, body });

/** Reads a body as the specification types it; anything else, unknown fields included, is refused with 400. */
function read<T>(shape: z.ZodType<T>, text: string, title: string): T {
  let json: unknown;
  try {
    json = readJson(text);
  } catch {
    throw refusal(400, title, 'The request body is not valid JSON.');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refusal(400, title, parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join(' '));
}

const visible = <T extends Dated>(items: Iterable<T>, { now }: Occasion): T[] => [...items].filter((item) => item.visibleFrom <= now);
const inherits = (query: URLSearchParams): boolean => flag(query.get('showInherited') ?? 'false');
const today = (now: number): string => new Date(now).toISOString().slice(0, 10);

const settings: readonly Route[] = [
  {
    method: 'get', path: '/ClientIntegrationInformation', query: [],
    handle: ({ company: { id, options } }) => ok({
      ActiveClientSubscriptions: options.subscriptions, ClientId: id, ClientName: options.name,
      InvalidPrivileges: options.invalidPrivileges, ValidPrivileges: options.validPrivileges,
    }),
  },
  // The lock date is not typed as nullable: a company without one leaves it out.
  {
    method: 'get', path: '/LockDateSettings', query: [],
    handle: ({ company: { lockDate } }) => ok(lockDate === null ? {} : { LockDate: lockDate }),
  },
  {
    method: 'get', path: '/SubLedgerNumberSeries',
    handle: ({ company, query }) => answerList(query, seriesFilters, company.series, (series) => ({
      Id: series.id, Name: series.name, FromInclusive: number(series.from), ToInclusive: number(series.to),
      GeneralLedgerAccountId: number(series.ledgerAccountId), GeneralLedgerAccountNo: number(series.ledgerAccount),
      IsDefault: series.isDefault, IsClientTrust: false, SubLedgerNumberSeriesType: series.type,
    })),
  },
  {
    method: 'get', path: '/VatCodes',
    handle: ({ company, query, occasion }) => {
      const expired = query.get('includeExpired') === 'true';
      const vatCodes = [...company.vatCodes.values()].filter(({ validTo }) => expired || !validTo || validTo >= today(occasion.now));
      return answerList(query, vatCodeFilters, vatCodes, (vatCode) => ({
        Id: number(vatCode.id), Code: vatCode.code, Name: vatCode.name, Description: null, Rate: number(vatCode.rate),
        IsActive: vatCode.isActive ?? true, IsCustom: false, ValidFrom: vatCode.validFrom ?? '2005-01-01', ValidTo: vatCode.validTo ?? null,
        BaseVatCodeId: numberOrNull(null), VatBasisRatio: null, VatBasisRatioValidFrom: null, VatBasisRatios: [],
      }));
    },
  },
];

const contacts: readonly Route[] = [
  {
    method: 'get', path: '/Products',
    handle: ({ company, query, occasion }) =>
      answerList(query, productFilters, visible(company.products.values(), occasion), (product) => productDto(product, company)),
  },
  {
    method: 'get', path: '/Customers',
    handle: ({ company, query, occasion }) => answerList(query, customerFilters, visible(company.customers.values(), occasion), customerDto),
  },
  {
    method: 'post', path: '/Customers', query: [],
    handle: ({ company, body, occasion }) => {
      const request = read(CustomerPost, body, 'Customer validation error(s)');
      return created(customerDto(createCustomer(company, request, occasion.now, occasion.visibleFrom)));
    },
  },
  { method: 'get', path: '/Customers/:id', query: [], handle: ({ company, param }) => ok(customerDto(customerById(company, param('id')))) },
];

const orders: readonly Route[] = [
  {
    method: 'post', path: '/SalesOrders/Complete', query: [],
    handle: ({ company, body, occasion }) =>
      created(completeOrderDto(createOrder(company, read(SalesOrderCompletePost, body, orderTitle), occasion), false)),
  },
  {
    method: 'get', path: '/SalesOrders',
    handle: ({ company, query, occasion }) =>
      answerList(query, orderFilters, visible(company.orders.values(), occasion), (order) => orderDto(order, inherits(query))),
  },
  {
    method: 'get', path: '/SalesOrders/:id', query: ['showInherited'],
    handle: ({ company, param, query }) => ok(orderDto(orderById(company, param('id')), inherits(query))),
  },
  {
    method: 'get', path: '/SalesOrders/:id/Complete', query: ['showInherited'],
    handle: ({ company, param, query }) => ok(completeOrderDto(orderById(company, param('id')), inherits(query))),
  },
  {
    method: 'get', path: '/SalesOrders/:id/Lines',
    handle: ({ company, param, query }) => {
      const order = orderById(company, param('id'));
      return answerList(query, {}, order.lines, (line) => lineDto(line, order, false));
    },
  },
  {
    method: 'post', path: '/SalesOrders/:id/Lines', query: [],
    handle: ({ company, param, body, occasion }) => {
      const order = orderById(company, param('id'));
      return created(lineDto(addLine(company, order, read(SalesOrderLinePost, body, orderTitle), occasion), order, false));
    },
  },
  {
    method: 'delete', path: '/SalesOrders/:id', query: [],
    handle: ({ company, param }) => {
      deleteOrder(company, orderById(company, param('id')));
      return { status: 200 };
    },
  },
];

const invoices: readonly Route[] = [
  {
    method: 'get', path: '/OutgoingInvoices',
    handle: ({ company, query, occasion }) => answerList(query, invoiceFilters, visible(company.invoices.values(), occasion), invoiceDto),
  },
  { method: 'get', path: '/OutgoingInvoices/:id', query: [], handle: ({ company, param }) => ok(invoiceDto(invoiceById(company, param('id')))) },
];

/** Every operation the sandbox has, under `/v2`. */
export const routes: readonly Route[] = [...settings, ...contacts, ...orders, ...invoices];

/** Handles a call once its parameters are known to be documented. */
export function handle(route: Route, call: Call): Answer {
  if (route.query) onlyDocumented(call.query, route.query);
  return route.handle(call);
}
