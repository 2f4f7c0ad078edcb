import { collectorContract } from '../kit/collector-contract.ts';
import { mariaDbMissing, openMariaDb, type TestMariaDb } from '../setup/mariadb.ts';
import { openMariaDbOffice } from './collectors/mariadb.ts';

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
}
