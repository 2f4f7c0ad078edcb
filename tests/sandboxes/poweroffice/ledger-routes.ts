import { invoiceDto } from './answers.ts';
import { invoiceById } from './invoices.ts';
import { invoiceLineDto } from './invoice-lines.ts';
import { bankVoucherDto, ledgerEntryDto } from './ledger-answers.ts';
import { balanceOf } from './ledger.ts';
import { invoiceFilters, ledgerFilters, type OpenEntry } from './lists.ts';
import { answerList } from './query.ts';
import { invalidResourceParameter } from './refusal.ts';
import { changing, created, ok, read, reading, today, visible, type Call, type Route } from './route.ts';
import { BankVoucherPost } from './voucher-shapes.ts';
import { postBankVoucher, reverseVoucher, voucherById, voucherTitle } from './vouchers.ts';

/** A required date of the query, without its time and offset. */
function dateOf(query: URLSearchParams, name: string): string {
  const text = query.get(name) ?? '';
  if (!/^\d{4}-\d\d-\d\d/.test(text)) throw invalidResourceParameter(`${name} is required and must be a date.`);
  return text.slice(0, 10);
}

/** The entries posted by a day, with their balance on that day; for a day that is not over, the balance now. */
function entriesUpTo({ company, occasion }: Call, until: string): OpenEntry[] {
  const past = until < today(occasion.now) ? until : null;
  return visible(company.ledger, occasion)
    .filter(({ postingDate }) => postingDate <= until)
    .map((entry) => ({ entry, balance: balanceOf(company, entry, past) }));
}

/** A parameter that the route itself reads: as a filter of the list it accepts every row. */
const any = () => () => true;

/** The routes of invoices, payments and the customer ledger. */
export const ledgerRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/OutgoingInvoices',
    roles: reading('OutgoingInvoice'),
    handle: ({ company, query, occasion }) =>
      answerList(query, invoiceFilters(company), visible(company.invoices.values(), occasion), (invoice) =>
        invoiceDto(invoice, company),
      ),
  },
  {
    method: 'get',
    path: '/OutgoingInvoices/:id',
    roles: reading('OutgoingInvoice'),
    query: [],
    handle: ({ company, param }) => ok(invoiceDto(invoiceById(company, param('id')), company)),
  },
  {
    method: 'get',
    path: '/OutgoingInvoices/:id/Lines',
    roles: reading('OutgoingInvoice'),
    handle: ({ company, query, param }) => {
      const { order, voucherNumber } = invoiceById(company, param('id'));
      const ids = new Map(
        order.lines.map((line, index) => [line, `${voucherNumber}${String(index + 1).padStart(4, '0')}`]),
      );
      return answerList(query, {}, order.lines, (line) => invoiceLineDto(line, order, ids.get(line) ?? ''));
    },
  },
  {
    method: 'post',
    path: '/Vouchers/BankJournals',
    roles: changing('BankVoucher'),
    query: [],
    handle: ({ company, body, occasion }) =>
      created(bankVoucherDto(postBankVoucher(company, read(BankVoucherPost, body, voucherTitle), occasion))),
  },
  {
    method: 'get',
    path: '/Vouchers/BankJournals/:id',
    roles: changing('BankVoucher'),
    query: [],
    handle: ({ company, param }) => ok(bankVoucherDto(voucherById(company, param('id')))),
  },
  {
    // The specification names this privilege, although YearEndVoucher seems to have nothing to do with it.
    method: 'post',
    path: '/Vouchers/Reverse/:id',
    roles: changing('YearEndVoucher'),
    query: [],
    handle: ({ company, param, occasion }) => {
      reverseVoucher(company, voucherById(company, param('id')), occasion);
      return { status: 202 };
    },
  },
  {
    method: 'get',
    path: '/Customerledger/Statement',
    roles: reading('CustomerLedger'),
    handle: (call) => {
      const [from, until] = [dateOf(call.query, 'fromDate'), dateOf(call.query, 'toDate')];
      const entries = entriesUpTo(call, until).filter(({ entry }) => entry.postingDate >= from);
      return answerList(
        call.query,
        { ...ledgerFilters(call.company), fromDate: any, toDate: any },
        entries,
        ledgerEntryDto,
      );
    },
  },
  {
    method: 'get',
    path: '/Customerledger/OpenItems',
    roles: reading('CustomerLedger'),
    handle: (call) => {
      const entries = entriesUpTo(call, dateOf(call.query, 'date')).filter(({ balance }) => balance !== 0n);
      return answerList(call.query, { ...ledgerFilters(call.company), date: any }, entries, ledgerEntryDto);
    },
  },
];
