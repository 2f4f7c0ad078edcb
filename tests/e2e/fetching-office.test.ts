import { createHash } from 'node:crypto';
import { openCompany, type Company } from '../demo/stage.ts';
import { databaseText, secretsIn } from '../setup/database-text.ts';
import { appears, until } from '../setup/until.ts';
import { kari } from '../shop/orders/customer.ts';
import { orderByRest } from '../shop/orders/rest.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { pairShop } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { openBrowser, type OpenBrowser } from './browser.ts';
import { kontorScreens, scriptErrorsOn, type KontorScreens } from './kontor-screens.ts';
import type { Page } from './playwright.ts';
import { describeOn } from './runnable.ts';
import { ring } from './shop-and-office.ts';

/** What must stand nowhere at the bridge once the customer is erased, and never in the clear. */
const secrets = {
  doctor: 'Dr. Unverkennbar',
  patient: 'Geheimrat',
  insuranceNumber: 'X123456780',
  scan: 'scan-of-a-prescription',
};
const scan = Buffer.from(`%PDF-1.4\n${`${secrets.scan}\n`.repeat(1000)}%%EOF\n`);
const sha256 = createHash('sha256').update(scan).digest('hex');

/** A prescription in the meta data of an order. `ik`: of the insurer. */
const prescription = (ik: string) => ({
  meta_data: Object.entries({
    patient_first_name: 'Erika',
    patient_last_name: secrets.patient,
    doctor_name: secrets.doctor,
    insurance_number: secrets.insuranceNumber,
    insurer_ik: ik,
  }).map(([name, value]) => ({ key: `_kontor_${name}`, value })),
});
const knownInsurer = '101575519';
const otherInsurer = '109519005';

describeOn('classic', 'browser')('a shop whose prescriptions an office fetches', () => {
  let browser: OpenBrowser;
  let page: Page;
  let screens: KontorScreens;
  let scriptErrors: string[];
  let shop: Shop;
  let company: Company;
  let shopId: string;
  /** The document that names the scan. */
  let document = 0;
  /** The address of the documents and the key, as the admin copies them into the program that fetches. */
  let access = { documents: '', key: '' };

  /** What the program at the office asks; a body makes it a POST. */
  const ask = async (path: string, body?: object): Promise<Response> => {
    const answer = await fetch(access.documents + path, {
      headers: { authorization: `Bearer ${access.key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  /** The oldest document that is offered. */
  const offered = (): Promise<number> =>
    appears(async () => {
      await ring(shop);
      const { documents } = (await (await ask('')).json()) as { documents: { document: number }[] };
      return documents[0]?.document;
    });
  const section = async (name: string): Promise<void> => {
    const [connection] = await company.bridge.database.knex('connections').where({ shop_id: shopId }).pluck('id');
    await screens.show(`&tab=connections&connection=${connection}&section=${name}`);
  };

  beforeAll(async () => {
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    // The template made its addresses before WooCommerce had added those of an order.
    await shop.run('flush_rewrite_rules(); return true;');
    await shop.run(`\\Kontor\\Bridge\\Settings::change(array('prescription' => array('patient'), 'files' => true));`);
    company = await openCompany({
      variables: { KONTOR_SHOP_PRIVATE_HOSTS: new URL(shop.url).host, KONTOR_CALL_TIMEOUT: '20' },
      logLevel: 'silent',
      say: () => undefined,
    });
    ({ shopId } = await pairShop(shop, company.bridge));
    browser = await openBrowser();
    page = await browser.adminPage(shop);
    scriptErrors = scriptErrorsOn(page);
    screens = kontorScreens(page, shop.url);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await company?.close();
  });

  it('connects mmOrthosoft without any key of its own, and creates a key for the office', async () => {
    await screens.show('&tab=connections');
    await page.click('.kontor-cards a[href*="system=mmorthosoft"]');
    await screens.says('Which orders are sent?');
    await screens.look('mmorthosoft-connect');
    await page.click('.kontor-form button.is-primary:has-text("Connect")');
    await screens.says('There is no key yet');
    await page.fill('.kontor-part input[maxlength="100"]', 'server in Kiel');
    await screens.press('Create a key');
    await page.waitForSelector('.kontor-code code');
    const [key, documents] = (await page.evaluate(
      `[...document.querySelectorAll('.kontor-code code')].map((code) => code.textContent)`,
    )) as [string, string];
    access = { key, documents };
    await screens.look('mmorthosoft-fetching');
    expect((await ask('')).status).toBe(200);
  });

  it('pastes the lists of branches, clerks and insurers, and chooses from them', async () => {
    const paste = async (kind: string, lines: string): Promise<void> => {
      await screens.show(`&tab=connections&people=${kind}`);
      await screens.press('Paste a list');
      await page.fill('.kontor-part textarea', lines);
      await screens.press('Save');
      await screens.says('saved.');
    };
    await paste('branch', '01;Tromsø\n02;Bodø');
    await paste('clerk', 'BH;Berit Hansen;berit@example.test');
    await paste('partner', `TK;Techniker Krankenkasse;${knownInsurer}\nnot a line`);
    await screens.says('not a line');
    await screens.look('people-partners');
    await screens.show('&tab=connections&people=clerk');
    await screens.press('Add a clerk');
    await screens.says('Send no mail about new tasks');
    await screens.look('people-clerk');
    await section('more');
    await screens.look('mmorthosoft-settings');
  });

  it('sends the scan that a customer uploads, which the office fetches with the document', async () => {
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] }, prescription(knownInsurer));
    const received = await shop.run<string>(`return wc_get_order($args['order'])->get_checkout_order_received_url();`, {
      order,
    });
    const customer = await browser.page();
    await customer.goto(received);
    await customer.setInputFiles('#kontor-files-input', [
      { name: 'Rezept.pdf', mimeType: 'application/pdf', buffer: scan },
    ]);
    await customer.click('.kontor-files [type=submit]');
    await customer.waitForSelector('.kontor-files li');
    let xml = '';
    // The order is offered before the upload too; the office gets the document that names the file.
    await until(async () => {
      document = await offered();
      xml = await (await ask(`/${document}`)).text();
      if (xml.includes(sha256)) return true;
      await ask(`/${document}/acknowledgement`, { outcome: 'accepted' });
      return false;
    }, 'a document names the scan');
    for (const secret of [secrets.doctor, secrets.patient, secrets.insuranceNumber, knownInsurer])
      expect(xml).toContain(secret);
    const file = await ask(`/${document}/attachments/${sha256}`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(scan);
    await ask(`/${document}/acknowledgement`, { outcome: 'accepted', number: 'A-1' });
    expect(secretsIn(await databaseText(company.bridge.database.pool), secrets)).toEqual([]);
  });

  it('asks a person about an insurer that the office does not have, and goes on with the answer', async () => {
    const asked = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] }, prescription(otherInsurer));
    await until(async () => {
      await ring(shop);
      return (await company.bridge.database.knex('tasks').where({ shop_id: shopId, state: 'open' })).length > 0;
    }, 'the bridge asks about the insurer');
    await screens.show('&tab=orders&tasks=open');
    await screens.says(otherInsurer);
    await screens.look('tasks');
    await page.click('.kontor-line a.components-button');
    await page.waitForSelector('.kontor-panel .kontor-task');
    await screens.look('task-question');
    await page.click('.kontor-panel .kontor-task button:has-text("Techniker Krankenkasse")');
    await page.waitForSelector('.kontor-panel .kontor-said:has-text("Decided")');
    const decided = await offered();
    expect(await (await ask(`/${decided}`)).text()).toMatch(/<insurer name="Techniker Krankenkasse"[^>]*>TK</);
    await ask(`/${decided}/acknowledgement`, { outcome: 'refused', reason: 'The prescription is a year old.' });
    await screens.show(`&tab=orders&order=${asked}`);
    await page.waitForSelector('.kontor-panel');
    await screens.fetched('the order');
    await screens.look('order-refused-by-office');
    expect(await page.textContent('.kontor-panel')).toContain('The prescription is a year old.');
  });

  it('erases all of it at the bridge when WordPress erases the customer', async () => {
    const { pool, knex } = company.bridge.database;
    await shop.run(
      `foreach (apply_filters('wp_privacy_personal_data_erasers', array()) as $eraser) {
         for ($page = 1, $done = false; !$done; $page++) {
           $done = call_user_func($eraser['callback'], $args['email'], $page)['done'];
         }
       }
       return true;`,
      { email: kari().email },
    );
    await until(async () => {
      await ring(shop);
      return (await knex('files').where({ shop_id: shopId })).length === 0;
    }, 'the bridge has erased the scan');
    expect(await knex('transfers').where({ shop_id: shopId }).whereNotNull('handover')).toEqual([]);
    expect(secretsIn(await databaseText(pool), secrets)).toEqual([]);
    await expect(ask(`/${document}/attachments/${sha256}`)).rejects.toThrow('404');
    expect(await shop.database('select order_id from wp_kontor_file_parts')).toEqual([]);
    expect(scriptErrors).toEqual([]);
  });
});
