import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openAdministration } from '../shop/orders/admin.ts';
import { kari } from '../shop/orders/customer.ts';
import { fieldValue } from '../shop/orders/forms.ts';
import { orderByStoreApi } from '../shop/orders/store-api.ts';
import { orderByRest } from '../shop/orders/rest.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { numberedItems } from '../shop/orders/products.ts';
import { openSession } from '../shop/session.ts';
import { openBrowser, type OpenBrowser } from './browser.ts';
import { picture } from './picture.ts';
import type { Page } from './playwright.ts';
import { describeOn } from './runnable.ts';

const groups = ['patient', 'doctor', 'insurer', 'insurance_number', 'prescription_number'];

/** What a customer types, by field. */
const typed = {
  patient_first_name: 'Åse',
  patient_last_name: 'Nordmann',
  patient_birth_date: '1980-12-24',
  doctor_name: 'Dr. Weiß',
  insurer_name: 'Techniker Krankenkasse',
  insurer_ik: '101575519',
  insurance_number: 'A123456780',
  prescription_number: 'R-77',
  prescription_date: '2026-11-20',
};

const metaOf = (shop: Shop, order: number): Promise<Record<string, string>> =>
  shop.run(
    `$meta = array();
     foreach (wc_get_order($args['order'])->get_meta_data() as $entry) {
       $data = $entry->get_data();
       if (str_contains($data['key'], 'kontor')) { $meta[$data['key']] = $data['value']; }
     }
     return (object) $meta;`,
    { order },
  );

/** The agreed keys in the order's meta data, with these values. */
const underAgreedKeys = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`_kontor_${name}`, value]));

const chooseAll = (shop: Shop): Promise<unknown> =>
  shop.run(`\\Kontor\\Bridge\\Settings::change(array('prescription' => $args['groups'], 'files' => true));`, {
    groups,
  });

/** A PDF that is recognised wherever it turns up: it holds a text of its own every few bytes. */
const mark = 'scan-of-a-prescription';
const scan = Buffer.from(`%PDF-1.4\n${`${mark}\n`.repeat(20_000)}`);
const sha256 = createHash('sha256').update(scan).digest('hex');

describeOn('classic', 'browser')('a shop that asks for prescriptions', () => {
  let shop: Shop;
  let browser: OpenBrowser;
  let customer: Page;
  let admin: Page;
  let order = 0;
  const openedAt = Date.now();

  beforeAll(async () => {
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    // The template made its addresses before WooCommerce had added those of an order.
    await shop.run('flush_rewrite_rules(); return true;');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  it('has chosen in the plugin’s settings what it asks for, which is nothing at first', async () => {
    admin = await browser.adminPage(shop);
    await admin.goto(`${shop.url}/wp-admin/admin.php?page=kontor`);
    expect(await admin.evaluate(`document.querySelectorAll('#kontor-settings fieldset :checked').length`)).toBe(0);
    for (const group of groups) await admin.check(`#kontor-settings [value=${group}]`);
    await admin.check('#kontor-settings [name=files]');
    await picture(admin, 'prescription-settings');
    await admin.click('#kontor-settings [type=submit]');
    await admin.waitForSelector('.notice-success');
    expect(await admin.evaluate(`document.querySelectorAll('#kontor-settings fieldset :checked').length`)).toBe(6);
  });

  it('takes the fields in the classic checkout, and tells a customer about a wrong IK without stopping the order', async () => {
    customer = await browser.page();
    const [item] = await numberedItems(shop, [{ sku: 'LUPE-3X' }]);
    await customer.goto(`${shop.url}/?add-to-cart=${item?.id}`);
    await customer.goto(`${shop.url}/klassisk-kasse/`);
    for (const [name, value] of Object.entries(kari()) as [string, string][])
      if (!['country', 'state', 'company'].includes(name) && value !== '')
        await customer.fill(`#billing_${name}`, value);
    for (const [name, value] of Object.entries(typed)) await customer.fill(`#kontor_${name}`, value);
    await customer.fill('#kontor_insurer_ik', '101575518');
    await customer.press('#kontor_insurer_ik', 'Tab');
    expect(await customer.textContent('.kontor-hint')).toContain('This is not an insurer');
    await picture(customer, 'prescription-classic-checkout');
    await customer.evaluate(
      `new Promise((ready) => setInterval(() => document.querySelector('.blockUI') || ready(true), 50))`,
    );
    await customer.click('#place_order');
    await customer.waitForURL(/order-received/);
    order = Number(/order-received\/(\d+)/.exec(customer.url())?.[1]);
    expect(await metaOf(shop, order)).toEqual(underAgreedKeys({ ...typed, insurer_ik: '101575518' }));
  });

  it('takes a scan on the page that thanks for the order, and names it on the order', async () => {
    const received = customer.url();
    await customer.setInputFiles('#kontor-files-input', [
      { name: 'Rezept.pdf', mimeType: 'application/pdf', buffer: scan },
      { name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>not a PDF') },
    ]);
    await customer.click('.kontor-files [type=submit]');
    await customer.waitForSelector('.kontor-files li');
    await picture(customer, 'prescription-order-received');
    expect(await customer.textContent('.kontor-files')).toMatch(/received 1 file.*another type.*Rezept\.pdf/s);
    expect(JSON.parse((await metaOf(shop, order))['_kontor_file_1'] ?? '')).toEqual({
      sha256,
      name: 'Rezept.pdf',
      purpose: 'prescription',
      order,
    });
    const stranger = openSession(shop.url);
    const form = new FormData();
    form.set('kontor_order', String(order));
    const sent = await stranger.fetch(`${new URL(received).pathname}?kontor-files=send&key=wc_order_guessed`, {
      method: 'POST',
      body: form,
    });
    expect(sent.status).toBe(403);
  });

  it('shows the fields and the scan to whoever may edit orders, and the scan to nobody else', async () => {
    await admin.goto(`${shop.url}/wp-admin/admin.php?page=wc-orders&action=edit&id=${order}`);
    await picture(admin, 'prescription-order');
    expect(await admin.textContent('#kontor-prescription .kontor-warning')).toContain('not an insurer');
    const link = await admin.evaluate(`document.querySelector('.kontor-file-list a').href`);
    const hash = `fetch(${JSON.stringify(link)}).then(async (answer) => ({
      type: answer.headers.get('content-disposition').split(';')[0],
      sha256: [...new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()))]
        .map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    }))`;
    expect(await admin.evaluate(hash)).toEqual({ type: 'attachment', sha256 });
    const answer = await openSession(shop.url).fetch(String(link));
    expect(await answer.text()).not.toContain(mark);
  });

  it('gives the scan out at no address: the web server has no file that holds it', async () => {
    const uploads = 'wp-content/uploads';
    const written = readdirSync(join(shop.siteFolder), { recursive: true, encoding: 'utf8' }).filter((name) => {
      const facts = statSync(join(shop.siteFolder, name));
      return facts.isFile() && (facts.mtimeMs >= openedAt - 1000 || name.startsWith(uploads));
    });
    const visitor = openSession(shop.url);
    for (const name of written) expect(readFileSync(join(shop.siteFolder, name)).includes(mark)).toBe(false);
    const guesses = ['Rezept.pdf', `${sha256}`, `${sha256}.pdf`, `order-${order}-1.pdf`, `${order}/1.pdf`, ''].flatMap(
      (name) => [`${uploads}/`, `${uploads}/kontor/`].map((folder) => `/${folder}${name}`),
    );
    const rest = [`/wp-json/kontor/v1/files/${sha256}`, `/wp-json/wc/v3/orders/${order}`, `/?attachment_id=${order}`];
    for (const path of [...guesses, ...rest, ...written.map((name) => `/${name}`)]) {
      const answer = await visitor.fetch(encodeURI(path));
      expect({ path, served: (await answer.text()).includes(mark) }).toEqual({ path, served: false });
    }
  });

  it('takes the fields in the block checkout, and keeps them out of WooCommerce’s mails', async () => {
    const fields = Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [`kontor/${name.replaceAll('_', '-')}`, value]),
    );
    const placed = await orderByStoreApi(shop, { items: [{ sku: 'LUPE-3X' }], additionalFields: fields });
    expect(await metaOf(shop, placed)).toEqual(underAgreedKeys(typed));
    const mails = (await shop.mail()).map(({ message }) => message);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.filter((message) => message.includes(typed.insurance_number))).toEqual([]);
  });

  it('shows the fields in the block checkout, with the same words about a wrong IK', async () => {
    const [item] = await numberedItems(shop, [{ sku: 'LUPE-3X' }]);
    await customer.goto(`${shop.url}/?add-to-cart=${item?.id}`);
    await customer.goto(`${shop.url}/checkout/`);
    await customer.waitForSelector('#order-kontor-insurer-ik');
    await customer.fill('#order-kontor-insurer-ik', '101575518');
    await customer.press('#order-kontor-insurer-ik', 'Tab');
    expect(await customer.textContent('.kontor-hint')).toContain('This is not an insurer');
    await picture(customer, 'prescription-block-checkout');
  });

  it('shows the account of a customer the form on the order, and erases all of it by the privacy tool', async () => {
    await shop.run(
      `wp_insert_user(array('user_login' => 'kari', 'user_pass' => 'kari-pass-1', 'role' => 'customer',
         'user_email' => wc_get_order($args['order'])->get_billing_email()));
       $order = wc_get_order($args['order']); $order->set_customer_id(get_user_by('login', 'kari')->ID); $order->save();`,
      { order },
    );
    await customer.goto(`${shop.url}/wp-login.php`);
    await customer.fill('#user_login', 'kari');
    await customer.fill('#user_pass', 'kari-pass-1');
    await customer.click('#wp-submit');
    await customer.waitForLoadState('load');
    await customer.goto(`${shop.url}/my-account/view-order/${order}/`);
    expect(await customer.textContent('.kontor-files')).toContain('Rezept.pdf');
    await picture(customer, 'prescription-my-account');

    const { data } = await shop.run<{ data: { item_id: string }[] }>(
      `return (new \\Kontor\\Bridge\\Shop\\Privacy())->export(wc_get_order($args['order'])->get_billing_email());`,
      { order },
    );
    expect(data.map(({ item_id: item }) => item)).toContain(`kontor-prescription-${order}`);
    await shop.run(
      `(new \\Kontor\\Bridge\\Shop\\Privacy())->erase(wc_get_order($args['order'])->get_billing_email());`,
      { order },
    );
    expect(await metaOf(shop, order)).toEqual({});
    expect(await shop.database('select order_id from wp_kontor_file_parts')).toEqual([]);
    const log = await shop.debugLog();
    expect(log.split('\n').filter((line) => /PHP [A-Z].*kontor-bridge/.test(line))).toEqual([]);
  });
});

describeOn('classic')('a shop that keeps its orders among the posts and asks for prescriptions', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ runtime: 'classic', hpos: false, plugin: pluginArchive });
    await chooseAll(shop);
  });
  afterAll(() => shop?.close());

  it('lets a clerk fill the fields on the order', async () => {
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] });
    const administration = await openAdministration(shop);
    const page = await (await administration.session.fetch(`/wp-admin/post.php?post=${order}&action=edit`)).text();
    await administration.saveOrder(order, {
      kontor_prescription_nonce: fieldValue(page, 'kontor_prescription_nonce'),
      'kontor_prescription[doctor_lanr]': '123456789',
      'kontor_prescription[patient_birth_date]': '24.12.1980',
    });
    expect(await metaOf(shop, order)).toEqual({
      _kontor_doctor_lanr: '123456789',
      _kontor_patient_birth_date: '1980-12-24',
    });
  });
});
