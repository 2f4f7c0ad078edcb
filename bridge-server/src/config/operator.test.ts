import { z } from 'zod';
import { neededVariables, readOperatorSettings, variableOf } from './operator.ts';
import { told } from '../../../tests/setup/telling.ts';

const system = {
  key: 'poweroffice',
  operator: z.object({
    applicationKey: z.uuid(),
    baseUrl: z.url().default('https://api.example.com'),
    pageSize: z.coerce.number().int().default(50),
  }),
};

describe("the operator's settings for a system", () => {
  it('each have a variable of their own', () => {
    expect(variableOf('poweroffice', 'applicationKey')).toBe('KONTOR_POWEROFFICE_APPLICATION_KEY');
    expect(variableOf('mm-ortho', 'url2Base')).toBe('KONTOR_MM_ORTHO_URL2_BASE');
  });

  it('leave the system unconfigured when none is set', () => {
    expect(readOperatorSettings({ PATH: '/bin', KONTOR_POWEROFFICE_APPLICATION_KEY: ' ' }, system)).toEqual({
      kind: 'not_configured',
    });
  });

  it('are parsed with the schema of the system', () => {
    const applicationKey = '9a8b7c6d-0000-4000-8000-000000000001';
    expect(
      readOperatorSettings(
        { KONTOR_POWEROFFICE_APPLICATION_KEY: applicationKey, KONTOR_POWEROFFICE_PAGE_SIZE: '10' },
        system,
      ),
    ).toEqual({
      kind: 'configured',
      settings: { applicationKey, baseUrl: 'https://api.example.com', pageSize: 10 },
      privateHosts: [],
      settleSeconds: null,
    });
  });

  it('are refused with each wrong and each missing variable, without repeating values', () => {
    const read = readOperatorSettings(
      { KONTOR_POWEROFFICE_BASE_URL: 'not an address', KONTOR_POWEROFFICE_PAGE_SIZE: 'many' },
      system,
    );
    if (read.kind !== 'wrong') throw new Error(read.kind);
    expect(read.reasons.map((reason) => told(reason).cause)).toEqual([
      'KONTOR_POWEROFFICE_APPLICATION_KEY is not set, although other settings of poweroffice are.',
      'KONTOR_POWEROFFICE_BASE_URL has an invalid value.',
      'KONTOR_POWEROFFICE_PAGE_SIZE has an invalid value.',
    ]);
    expect(JSON.stringify(read)).not.toMatch(/not an address|many/);
  });

  it('may be missing for a system that declares none', () => {
    expect(readOperatorSettings({}, { key: 'plain', operator: z.object({}) })).toEqual({
      kind: 'configured',
      settings: {},
      privateHosts: [],
      settleSeconds: null,
    });
  });

  it('may be missing for a system with optional settings only, and are read when they are set', () => {
    const optional = {
      key: 'files',
      operator: z.object({ folder: z.string().default('out'), pageSize: z.coerce.number().int().optional() }),
    };
    expect(readOperatorSettings({}, optional)).toMatchObject({ kind: 'configured', settings: { folder: 'out' } });
    expect(readOperatorSettings({ KONTOR_FILES_PAGE_SIZE: '7' }, optional)).toMatchObject({
      kind: 'configured',
      settings: { folder: 'out', pageSize: 7 },
    });
    expect(readOperatorSettings({ KONTOR_FILES_PAGE_SIZE: 'many' }, optional)).toMatchObject({
      kind: 'wrong',
      reasons: [{ code: 'config.wrong', case: 'of_system', values: { variable: 'KONTOR_FILES_PAGE_SIZE' } }],
    });
  });

  it('are listed when a system needs them', () => {
    expect(neededVariables(system)).toEqual(['KONTOR_POWEROFFICE_APPLICATION_KEY']);
    expect(neededVariables({ key: 'plain', operator: z.object({}) })).toEqual([]);
  });
});

describe('the settings that every system has', () => {
  const plain = { key: 'plain', operator: z.object({}) };

  it('are read for each system by itself', () => {
    const env = {
      KONTOR_PLAIN_PRIVATE_HOSTS: ' ERP.local:8080, 10.0.0.5 ,[fd00::1]:90',
      KONTOR_PLAIN_SETTLE: '1.5',
      KONTOR_OTHER_PRIVATE_HOSTS: 'elsewhere.local',
    };
    expect(readOperatorSettings(env, plain)).toEqual({
      kind: 'configured',
      settings: {},
      privateHosts: ['erp.local:8080', '10.0.0.5', '[fd00::1]:90'],
      settleSeconds: 1.5,
    });
    expect(readOperatorSettings(env, { ...plain, key: 'other' })).toMatchObject({
      privateHosts: ['elsewhere.local'],
      settleSeconds: null,
    });
  });

  it('do not configure a system that needs other settings', () => {
    expect(readOperatorSettings({ KONTOR_POWEROFFICE_SETTLE: '2' }, system)).toEqual({ kind: 'not_configured' });
  });

  it('are refused with what they should be, together with the other wrong settings', () => {
    const read = readOperatorSettings(
      {
        KONTOR_POWEROFFICE_PRIVATE_HOSTS: 'http://x',
        KONTOR_POWEROFFICE_SETTLE: 'soon',
        KONTOR_POWEROFFICE_PAGE_SIZE: '1',
      },
      system,
    );
    if (read.kind !== 'wrong') throw new Error(read.kind);
    expect(read.reasons.map(told)).toMatchObject([
      {
        code: 'config.wrong',
        cause: 'KONTOR_POWEROFFICE_PRIVATE_HOSTS is "http://x".',
        remedy: expect.stringContaining('hosts with a port') as unknown,
      },
      {
        code: 'config.wrong',
        cause: 'KONTOR_POWEROFFICE_SETTLE is "soon".',
        remedy: 'Set KONTOR_POWEROFFICE_SETTLE to a number of seconds.',
      },
      { cause: 'KONTOR_POWEROFFICE_APPLICATION_KEY is not set, although other settings of poweroffice are.' },
    ]);
  });

  it.each(['privateHosts', 'settle', 'Settle'])('reserve the name %s, which no system may declare', (name) => {
    expect(() => readOperatorSettings({}, { key: 'greedy', operator: z.object({ [name]: z.string() }) })).toThrow(
      `greedy must not declare ${name}`,
    );
  });
});
