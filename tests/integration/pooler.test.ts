import { createServer } from 'node:net';
import { readConfig } from '../../bridge-server/src/config.ts';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { checkDirect, PoolerBetween } from '../../bridge-server/src/database/direct.ts';
import { timeOuts } from '../../bridge-server/src/database/time-outs.ts';
import { createLog } from '../../bridge-server/src/log.ts';
import { openBridge } from '../../bridge-server/src/open.ts';
import { freshDatabase } from '../setup/database.ts';
import { told } from '../setup/telling.ts';

/** The bytes by which PgBouncer refuses a connection with a time-out: an ErrorResponse of PostgreSQL's protocol. */
function refusalOfPooler(): Buffer {
  const fields = ['SFATAL', 'C08P01', 'Munsupported startup parameter: statement_timeout'];
  const text = Buffer.from(`${fields.join('\0')}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

describe('a pooler in front of PostgreSQL', () => {
  it('is named, with what to do, when it refuses the time-outs of a connection', async () => {
    const pooler = createServer((socket) => socket.once('data', () => socket.end(refusalOfPooler())));
    await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = pooler.address() as { port: number };
      const env = {
        DATABASE_URL: `postgres://kontor@127.0.0.1:${port}/kontor`,
        KONTOR_KEY: Buffer.alloc(32, 1).toString('base64'),
      };
      const config = readConfig(env);
      if (!config.ok) throw new Error(JSON.stringify(config.error));
      const opened = await openBridge(config.value, env, createLog({ level: 'silent' }), { owner: true });
      if (opened.ok) throw new Error('the bridge was opened');
      expect(opened.error.map(told)).toEqual([
        expect.objectContaining({
          cause: expect.stringContaining('PgBouncer'),
          remedy: expect.stringContaining('not to the pooler'),
        }),
      ]);
    } finally {
      pooler.close();
    }
  });

  it('is found by the time-outs that are in force when it ignores those of the connection', async () => {
    const database = await freshDatabase();
    // A pooler gives a connection with time-outs that somebody else asked for.
    const othersDatabase = openDatabase(database.url, { waits: timeOuts.work });
    try {
      await checkDirect(othersDatabase.pool, timeOuts.work);
      await expect(checkDirect(othersDatabase.pool, timeOuts.requests)).rejects.toThrow(PoolerBetween);
    } finally {
      await othersDatabase.close();
      await database.close();
    }
  });
});
