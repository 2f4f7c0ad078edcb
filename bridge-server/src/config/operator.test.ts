import { z } from 'zod';
import { readOperatorSettings, variableOf } from './operator.ts';

const system = {
  key: 'poweroffice',
  operator: z.object({
    applicationKey: z.uuid(),
    baseUrl: z.url().default('https://api.example.com'),
    pageSize: z.coerce.number().int().default(50),
  }),
};

describe('operator settings of a system', () => {
  it('have a variable each', () => {
    expect(variableOf('poweroffice', 'applicationKey')).toBe('KONTOR_POWEROFFICE_APPLICATION_KEY');
    expect(variableOf('mm-ortho', 'url2Base')).toBe('KONTOR_MM_ORTHO_URL2_BASE');
  });

  it('are absent when none is set', () => {
    expect(readOperatorSettings({ PATH: '/bin', KONTOR_POWEROFFICE_APPLICATION_KEY: ' ' }, system)).toEqual({
      kind: 'not_configured',
    });
  });

  it('are parsed by the schema of the system', () => {
    const applicationKey = '9a8b7c6d-0000-4000-8000-000000000001';
    expect(
      readOperatorSettings(
        { KONTOR_POWEROFFICE_APPLICATION_KEY: applicationKey, KONTOR_POWEROFFICE_PAGE_SIZE: '10' },
        system,
      ),
    ).toEqual({ kind: 'configured', settings: { applicationKey, baseUrl: 'https://api.example.com', pageSize: 10 } });
  });

  it('name each wrong and each missing variable, and no value', () => {
    const read = readOperatorSettings(
      { KONTOR_POWEROFFICE_BASE_URL: 'not an address', KONTOR_POWEROFFICE_PAGE_SIZE: 'many' },
      system,
    );
    if (read.kind !== 'wrong') throw new Error(read.kind);
    expect(read.reasons.map((reason) => reason.cause)).toEqual([
      'KONTOR_POWEROFFICE_APPLICATION_KEY is not set, although other settings of poweroffice are.',
      'KONTOR_POWEROFFICE_BASE_URL is not understood.',
      'KONTOR_POWEROFFICE_PAGE_SIZE is not understood.',
    ]);
    expect(JSON.stringify(read)).not.toMatch(/not an address|many/);
  });

  it('are not needed by a system that has none', () => {
    expect(readOperatorSettings({}, { key: 'plain', operator: z.object({}) })).toEqual({
      kind: 'configured',
      settings: {},
    });
  });
});
