import {
  connectionId,
  operator,
  shopId,
  taskId,
  transferId,
  type ConnectionId,
  type ShopId,
  type TaskId,
  type TransferId,
} from './ids.ts';

describe('an id', () => {
  it('of one kind is not accepted as the id of another kind', () => {
    const shop: ShopId = shopId.parse('s1');
    const task: TaskId = taskId.parse(17);
    // The compiler must refuse each of these; `tsc` also checks the tests.
    // @ts-expect-error a shop's id is not a connection's id
    const asConnection: ConnectionId = shop;
    // @ts-expect-error a plain text is not a shop's id
    const asShop: ShopId = 's1';
    // @ts-expect-error a task's id is not a transfer's id
    const asTransfer: TransferId = task;
    expect({ asConnection, asShop, asTransfer }).toEqual({ asConnection: 's1', asShop: 's1', asTransfer: 17 });
  });

  it.each([
    ["a shop's id that means the operator", shopId, operator],
    ["a shop's id with a NUL", shopId, 's1\0'],
    ["an empty shop's id", shopId, ''],
    ["a connection's id with a space", connectionId, 'c 1'],
    ["a connection's id of a kilobyte", connectionId, 'c'.repeat(1024)],
    ['the transfer 0', transferId, 0],
    ['the task 1.5', taskId, 1.5],
    ["a task's id as text", taskId, '17'],
  ])('is refused: %s', (_, schema, id) => {
    expect(schema.safeParse(id).success).toBe(false);
  });
});
