import { protocol } from '@kontor/shared/pairing';
import { openCompany, type Company } from '../demo/stage.ts';
import { openAdministration } from '../shop/orders/admin.ts';
import { orderByRest } from '../shop/orders/rest.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { pairingCode } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { kontorPage } from './kontor-page.ts';
import { redSteps } from './red-steps.ts';
import { describeOn } from './runnable.ts';
import { conditions, openWay, type WayToBridge } from './way-to-bridge.ts';
import { wpKontor } from './wp-kontor.ts';

/** PHP that makes a self-signed certificate for this run. */
const selfSigned = `
$key = openssl_pkey_new(array('private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1'));
$request = openssl_csr_new(array('commonName' => '127.0.0.1'), $key);
openssl_x509_export(openssl_csr_sign($request, null, $key, 2), $cert);
openssl_pkey_export($key, $pem);
return array('cert' => $cert, 'key' => $pem);`;

/** The steps of the checklist up to the pairing. */
const pairingSteps = ['code', 'reachable', 'signature', 'clocks', 'version', 'paired'];

describeOn('classic')('the plugin says why its shop cannot reach the bridge', () => {
  let shop: Shop;
  let company: Company;
  let way: WayToBridge;
  let tlsWay: WayToBridge;
  let page: ReturnType<typeof kontorPage>;

  // The clock of the bridge's process, which is this process. The clocks of the database and the shop stay as they are.
  const systemClock = Date.now;
  const bridgeClock = { aheadMs: 0 };
  const presentProtocol = { ...protocol };

  beforeAll(async () => {
    Date.now = () => systemClock() + bridgeClock.aheadMs;
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    way = await openWay();
    tlsWay = await openWay(await shop.run<{ cert: string; key: string }>(selfSigned));
    company = await openCompany({
      variables: { KONTOR_PUBLIC_URL: way.url, KONTOR_SHOP_PRIVATE_HOSTS: new URL(shop.url).host },
      logLevel: 'silent',
      say: () => undefined,
    });
    for (const opened of [way, tlsWay]) opened.leadTo(Number(company.env['PORT']));
    page = kontorPage((await openAdministration(shop)).session);
  });
  afterEach(() => {
    way?.become(conditions.clear);
    bridgeClock.aheadMs = 0;
    Object.assign(protocol, presentProtocol);
  });
  afterAll(async () => {
    Date.now = systemClock;
    await shop?.close();
    await company?.close();
    way?.close();
    tlsWay?.close();
  });

  it.each(redSteps)(
    'when $when, the step "$step" is red with $code, its cause and what to do',
    async ({ provoke, step, code, cause, remedy }) => {
      const { steps } = await page.pair(await provoke({ company, way, tlsWay, page, bridgeClock }));
      const doneSteps = pairingSteps.slice(0, pairingSteps.indexOf(step));
      expect(steps.map((shown) => `${shown.step} ${shown.state}`).slice(0, pairingSteps.length)).toEqual([
        ...doneSteps.map((name) => `${name} done`),
        `${step} wrong`,
        ...pairingSteps.slice(doneSteps.length + 1).map((name) => `${name} open`),
      ]);
      const problem = steps.find((shown) => shown.step === step)?.problem;
      expect(problem?.code).toBe(code);
      expect(problem?.text).toMatch(cause);
      expect(problem?.text).toContain(remedy);
      expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pairing::current();')).toBeNull();
    },
  );

  describe('a shop with a valid pairing code', () => {
    it('shows that something on the way removes the signature, and is green once nothing does', async () => {
      way.become(conditions.withoutProof);
      const { steps } = await page.pair(await pairingCode(company.bridge));
      expect(steps.filter(({ state }) => state === 'wrong')).toEqual([
        {
          step: 'signed',
          state: 'wrong',
          problem: {
            code: 'proof.missing',
            text: expect.stringMatching(
              /arrived without its signature.*removes the header kontor-proof.*let the header kontor-proof through/,
            ) as string,
          },
        },
      ]);
      way.become(conditions.clear);
      const states = (await page.press('test')).steps.map(({ state }) => state);
      expect(states).toEqual([...Array<string>(10).fill('done'), 'open', 'open']);
    });

    it('is paired even if its host removes the Authorization header, for the plugin signs in another one', async () => {
      way.become(conditions.withoutAuthorization);
      const { steps } = await page.press('test');
      expect(steps.filter(({ state }) => state === 'wrong')).toEqual([]);
    });
  });

  describe('the orders of a paired shop that do not reach the bridge', () => {
    const orders: number[] = [];
    const outbox = () =>
      shop.database(
        'select order_id, generation, sent_generation from wp_kontor_outbox ' +
          'where generation > sent_generation order by order_id',
      );
    beforeAll(async () => {
      for (let number = 0; number < 3; number++) orders.push(await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] }));
      await shop.database("update wp_kontor_outbox set first_changed_gmt = '2026-01-01 00:00:00'");
    });

    it.each<{ when: string; provoke: () => void; code: string; words: RegExp }>([
      {
        when: 'a firewall answers with its page',
        provoke: () => way.become(conditions.firewall),
        code: 'bridge.not_json',
        words: /page of its own \(403, "Request blocked"\)\. .*through the firewall/,
      },
      {
        when: 'the signature is removed on the way',
        provoke: () => way.become(conditions.withoutProof),
        code: 'proof.missing',
        words: /removes the header kontor-proof\. .*let the header kontor-proof through/,
      },
      {
        when: 'a firewall refuses POST requests',
        provoke: () => way.become(conditions.firewallForPosts),
        code: 'bridge.not_json',
        words: /page of its own \(403, "Request blocked"\)\. .*through the firewall/,
      },
      {
        when: 'the address redirects',
        provoke: () => way.become(conditions.redirect),
        code: 'bridge.redirected',
        words: /redirects to https:\/\/www\.bridge\.example\//,
      },
      {
        when: 'the clock of the bridge is an hour ahead',
        provoke: () => void (bridgeClock.aheadMs = 3_600_000),
        code: 'proof.skewed_clock',
        words: /the bridge's clock says \S+Z, this server's clock says \S+Z\. Have the wrong clock set right/,
      },
    ])(
      'wait when $when, and page, command and Site Health show $code with its cause',
      async ({ provoke, code, words }) => {
        const waiting = await outbox();
        provoke();
        const { text } = await page.press('send-now');
        const status = await wpKontor(shop, 'status');
        const health = await shop.run<{ status: string; description: string }>(
          'return (new \\Kontor\\Bridge\\Shop\\SiteHealth())->outbox();',
        );
        expect(await outbox()).toEqual(waiting);
        expect(waiting).toHaveLength(orders.length);
        expect(text).toContain(`${orders.length} orders are waiting to be sent.`);
        expect(text).toContain(code);
        expect(text).toMatch(words);
        expect(status.said).toContain(`Waiting: ${orders.length}\nLast problem: `);
        expect(status.said).toContain(`(${code})`);
        expect(status.said).toMatch(words);
        expect(health.status).toBe('critical');
        expect(health.description).toContain(`(${code})`);
      },
    );

    it('all reach the bridge once the way is clear', async () => {
      const { text, steps } = await page.press('send-now');
      expect(text).toContain('No order is waiting.');
      expect(await outbox()).toEqual([]);
      expect(steps.at(-2)).toMatchObject({ step: 'first', state: 'done' });
      expect((await wpKontor(shop, 'status')).said).not.toContain('Last problem');
      const subjects = await company.bridge.database.knex('subjects').select<{ id: string }[]>('id');
      expect(subjects.map(({ id }) => Number(id)).toSorted((a, b) => a - b)).toEqual(orders);
    });
  });
});
