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
  it('of one kind passes as none of another', () => {
    const shop: ShopId = shopId.parse('s1');
    const task: TaskId = taskId.parse(17);
    // The compiler refuses each of these; the tests are checked as the product is.
    // @ts-expect-error a shop's id is no connection's
    const asConnection: ConnectionId = shop;
    // @ts-expect-error a text is no shop's id
    const asShop: ShopId = 's1';
    // @ts-expect-error a task's id is no transfer's
    const asTransfer: TransferId = task;
    expect([asConnection, asShop, asTransfer]).toEqual(['s1', 's1', 17]);
  });

  it.each([
    ['a shop that is called as the operator is', shopId, operator],
    ['a shop with a NUL', shopId, 's1\0'],
    ['a shop without an id', shopId, ''],
    ['a connection with a space', connectionId, 'c 1'],
    ['a connection of a kilobyte', connectionId, 'c'.repeat(1024)],
    ['a transfer 0', transferId, 0],
    ['a task of a half', taskId, 1.5],
    ['a task whose number is text', taskId, '17'],
  ])('is refused: %s', (_, schema, given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});
