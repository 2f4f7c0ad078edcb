import { collectorContract } from '../kit/collector-contract.ts';
import { mariaDbMissing, openMariaDb, type TestMariaDb } from '../setup/mariadb.ts';
import { openMariaDbOffice } from './collectors/mariadb.ts';
import { sqlContract } from './collectors/sql-contract.ts';

const missing = mariaDbMissing();
if (missing) it.skip(`a view in MariaDB is not read, since ${missing}`, () => undefined);
else {
  let server: TestMariaDb;
  beforeAll(async () => {
    server = await openMariaDb();
  });
  afterAll(() => server.close());
  collectorContract({
    title: 'a view in MariaDB',
    open: () => openMariaDbOffice(server),
    asksForLogin: true,
    takesDocuments: false,
    hasPages: true,
    noQuantity: '1.234,5',
  });
  sqlContract({
    title: 'MariaDB',
    open: () => openMariaDbOffice(server),
    writingView: [
      'create table office.touched (at int)',
      'create function office.touch() returns varchar(9) begin insert into office.touched values (1); return "T"; end',
      'create view office.writing as select office.touch() as sku',
      `grant select on office.writing to reader@'%'`,
    ],
    unknownView: 'held.not_readable',
    secret: ['create table office.secret (sku text)'],
    names: { writing: 'writing', secret: 'secret' },
    letWrite: `grant insert on office.stock to reader@'%'`,
  });
}
