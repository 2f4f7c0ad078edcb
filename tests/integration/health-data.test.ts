import { randomUUID } from 'node:crypto';
import { databaseText, secretsIn } from '../setup/database-text.ts';
import { hashOf, namingFile, openFetchingWorld, pdfWith, type FetchingWorld } from '../setup/fetching-world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

let world: FetchingWorld;
beforeAll(async () => {
  world = await openFetchingWorld();
});
afterAll(() => world.close());

/** What must not be readable anywhere: recognisable values of a person's health. */
const secrets = {
  insuranceNumber: 'X123456780',
  doctor: 'Dr. Unverkennbar',
  patient: 'Erika Geheimrat',
  note: 'Einlagen wegen Plattfuss',
  fileText: `scan ${randomUUID()}`,
  fileName: 'rezept-geheimrat.pdf',
};
const scan = pdfWith(secrets.fileText);
const fetched = pdfWith(`${secrets.fileText} fetched`);

const dump = (): Promise<string> => databaseText(world.world.database.pool);

const order = simpleOrder(401, {
  customer_note: secrets.note,
  billing: { ...(simpleOrder(401)['billing'] as object), first_name: 'Erika', last_name: secrets.patient },
  meta_data: [
    { key: '_kontor_patient_last_name', value: secrets.patient },
    { key: '_kontor_insurance_number', value: secrets.insuranceNumber },
    { key: '_kontor_doctor_name', value: secrets.doctor },
    { ...namingFile(scan), value: namingFile(scan).value.replace('scan 1.pdf', secrets.fileName) },
  ],
});

describe("people's health data", () => {
  it('stands nowhere in the database or in the log in the clear, from intake to the acknowledgement', async () => {
    await world.shop.sendOrder(1, order);
    await world.untilStanding(401, ['order blocked gap.file_missing']);
    expect(secretsIn(await dump(), secrets)).toEqual([]);
    expect((await world.put(scan)).status).toBe(200);
    await world.untilStanding(401, ['order handed_over offered']);
    expect(secretsIn(await dump(), secrets)).toEqual([]);
    await world.office.poll();
    await world.untilStanding(401, ['order done accepted']);
    // The office got what the database does not show.
    const xml = world.office.accepted.find(({ number }) => number === '401')?.bytes.toString('utf8') ?? '';
    expect(secretsIn(xml, secrets)).toEqual(expect.arrayContaining(['patient', 'note', 'fileName']));
    const [transfer] = await world.transfersOf(401);
    const file = await world.fetchAsOffice(`/${transfer?.id}/attachments/${hashOf(scan)}`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(scan);
    expect(secretsIn(await dump(), secrets)).toEqual([]);
    expect(world.log()).toContain('request');
    expect(secretsIn(world.log(), secrets)).toEqual([]);
  });

  it.each([
    ['while no insurer is listed', ''],
    ['while insurers are listed', 'AOK;AOK Nordost;109519005'],
  ])('stands nowhere in the clear if it is in the field of the IK, %s', async (_when, lines) => {
    if (lines !== '') await world.ask('people/import', { kind: 'partner', lines });
    const id = lines === '' ? 404 : 405;
    const meta = { key: '_kontor_insurer_ik', value: secrets.insuranceNumber };
    await world.shop.sendOrder(1, simpleOrder(id, { meta_data: [meta] }));
    await world.untilStanding(id, ['order blocked gap.insurer_number']);
    expect(secretsIn(await dump(), secrets)).toEqual([]);
    expect(secretsIn(world.log(), secrets)).toEqual([]);
    // Nor is there a hash of it, which could be found by trying.
    expect(await dump()).not.toContain(hashOf(Buffer.from(secrets.insuranceNumber)).slice(0, 16));
  });

  it('is erased with the order when the shop asks for it, with files and addresses that no other order names', async () => {
    const { knex } = world.world.database;
    const shared = pdfWith('of two orders');
    await world.put(shared);
    await world.put(fetched);
    const address = { key: '_kontor_file_url', value: `https://shop.example/${secrets.fileName}` };
    await world.shop.sendOrder(
      1,
      simpleOrder(402, { meta_data: [namingFile(shared), namingFile(fetched, 2), address] }),
    );
    await world.shop.sendOrder(1, simpleOrder(403, { meta_data: [namingFile(shared)] }));
    await world.untilStanding(402, ['order blocked gap.file_not_fetched']);
    await world.untilStanding(403, ['order handed_over offered']);
    expect(secretsIn(await dump(), secrets)).toEqual([]);
    // The address is taken out of the order, so that it can be accepted.
    await world.shop.sendOrder(2, simpleOrder(402, { meta_data: [namingFile(shared), namingFile(fetched, 2)] }));
    await world.untilStanding(402, ['order handed_over offered']);
    await world.office.poll();
    await world.ask('orders/401/forget', {});
    await world.ask('orders/402/forget', {});
    const files = await knex('files').where({ shop_id: world.shop.shop }).select<{ sha256: string }[]>('sha256');
    expect(files.map(({ sha256 }) => sha256)).toEqual([hashOf(shared)]);
    expect(await knex('file_addresses').where({ order_id: '402' })).toEqual([]);
    for (const id of ['401', '402'])
      expect(await knex('subjects').where({ id }).first()).toMatchObject({ snapshot: null, file_hashes: null });
    expect(await knex('transfers').whereIn('subject_id', ['401', '402']).whereNotNull('frozen')).toEqual([]);
    expect(await knex('transfers').whereIn('subject_id', ['401', '402']).whereNotNull('handover')).toEqual([]);
  });
});
