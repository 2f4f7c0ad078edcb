import { completeOrderDto, lineDto, orderDto } from './answers.ts';
import { sentStateDto } from './ledger-answers.ts';
import { orderTitle } from './lines.ts';
import { orderFilters } from './lists.ts';
import {
  addLine,
  changeLine,
  changeOrder,
  createOrder,
  deleteOrder,
  lineById,
  orderById,
  removeLine,
} from './orders.ts';
import { lineTarget, orderTarget } from './patchable.ts';
import { answerList } from './query.ts';
import { changing, created, inherits, ok, read, reading, readPatch, visible, type Call, type Route } from './route.ts';
import { sendOrder, sentState } from './sending.ts';
import { SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import type { OrderLine, SalesOrder } from './store.ts';
import { SendInvoicePost } from './voucher-shapes.ts';

const [readable, changeable] = [reading('SalesOrders'), changing('SalesOrders')];
const orderOf = ({ company, param }: Call): SalesOrder => orderById(company, param('id'));

function lineOf(call: Call): { order: SalesOrder; line: OrderLine } {
  const order = orderOf(call);
  return { order, line: lineById(order, call.param('lineId')) };
}

const lines: readonly Route[] = [
  {
    method: 'get',
    path: '/SalesOrders/:id/Lines',
    roles: readable,
    handle: (call) => {
      const order = orderOf(call);
      return answerList(call.query, {}, order.lines, (line) => lineDto(line, order, false));
    },
  },
  {
    method: 'post',
    path: '/SalesOrders/:id/Lines',
    roles: changeable,
    query: [],
    handle: (call) => {
      const order = orderOf(call);
      return created(
        lineDto(
          addLine(call.company, order, read(SalesOrderLinePost, call.body, orderTitle), call.occasion),
          order,
          false,
        ),
      );
    },
  },
  {
    method: 'get',
    path: '/SalesOrders/:id/Lines/:lineId',
    roles: readable,
    query: [],
    handle: (call) => {
      const { order, line } = lineOf(call);
      return ok(lineDto(line, order, false));
    },
  },
  {
    method: 'patch',
    path: '/SalesOrders/:id/Lines/:lineId',
    roles: changeable,
    query: [],
    handle: (call) => {
      const { order, line } = lineOf(call);
      const changes = readPatch(call, lineTarget, lineDto(line, order, false));
      return ok(lineDto(changeLine(call.company, order, line, changes, call.occasion), order, false));
    },
  },
  {
    method: 'delete',
    path: '/SalesOrders/:id/Lines/:lineId',
    roles: changeable,
    query: [],
    handle: (call) => {
      const { order, line } = lineOf(call);
      removeLine(order, line, call.occasion);
      return { status: 200 };
    },
  },
];

const sending: readonly Route[] = [
  {
    method: 'get',
    path: '/SalesOrders/sentState',
    roles: changeable,
    query: ['id'],
    handle: ({ company, query, occasion }) => {
      const id = query.get('id');
      return id ? ok([sentStateDto(sentState(company, id, occasion.now))]) : { status: 204 };
    },
  },
  {
    method: 'post',
    path: '/SalesOrders/:id/createAndSendInvoice',
    roles: changeable,
    query: [],
    handle: ({ company, param, body, occasion }) => {
      const request = read(SendInvoicePost, body, orderTitle);
      const { id } = sendOrder(company, param('id'), request, occasion);
      return {
        status: 202,
        headers: { Location: `/v2/SalesOrders/sentState?id=${id}` },
        body: {
          Id: id,
          DeliveryType: request.DeliveryType ?? 'Auto',
          EmailAddress: request.EmailAddress ?? null,
          OverrideDueDate: request.OverrideDueDate ?? null,
          VoucherDate: request.VoucherDate ?? null,
        },
      };
    },
  },
];

/**
 * The routes of drafts, of their lines, and of sending them. A literal path stands before a path with a placeholder.
 */
export const orderRoutes: readonly Route[] = [
  ...sending,
  {
    method: 'post',
    path: '/SalesOrders/Complete',
    roles: changeable,
    query: [],
    handle: ({ company, body, occasion }) =>
      created(completeOrderDto(createOrder(company, read(SalesOrderCompletePost, body, orderTitle), occasion), false)),
  },
  {
    method: 'get',
    path: '/SalesOrders',
    roles: readable,
    handle: ({ company, query, occasion }) =>
      answerList(query, orderFilters, visible(company.orders.values(), occasion), (order) =>
        orderDto(order, inherits(query)),
      ),
  },
  {
    method: 'get',
    path: '/SalesOrders/:id',
    roles: readable,
    query: ['showInherited'],
    handle: (call) => ok(orderDto(orderOf(call), inherits(call.query))),
  },
  {
    method: 'patch',
    path: '/SalesOrders/:id',
    roles: changeable,
    query: [],
    handle: (call) => {
      const order = orderOf(call);
      changeOrder(call.company, order, readPatch(call, orderTarget, orderDto(order, false)), call.occasion);
      return ok(orderDto(order, false));
    },
  },
  {
    method: 'get',
    path: '/SalesOrders/:id/Complete',
    roles: readable,
    query: ['showInherited'],
    handle: (call) => ok(completeOrderDto(orderOf(call), inherits(call.query))),
  },
  {
    method: 'delete',
    path: '/SalesOrders/:id',
    roles: changeable,
    query: [],
    handle: (call) => {
      deleteOrder(call.company, orderOf(call));
      return { status: 200 };
    },
  },
  ...lines,
];
