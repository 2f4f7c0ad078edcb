import pg from 'pg';
import { databaseFault, isBadData, unavailability } from './availability.ts';

const said = (code: string) => Object.assign(new pg.DatabaseError('said', 4, 'error'), { code });
const failed = (code: string) => Object.assign(new Error('said'), { code });

describe('a fault of the database', () => {
  it.each([
    ['22001', 'data'],
    ['22P05', 'data'],
    ['23505', 'data'],
    ['42601', 'data'],
    ['54000', 'data'],
    ['40001', 'conflict'],
    ['40P01', 'conflict'],
    ['08006', 'outage'],
    ['53100', 'outage'],
    ['53300', 'outage'],
    ['55P03', 'outage'],
    ['57014', 'outage'],
    ['57P01', 'outage'],
    ['58030', 'outage'],
    ['25006', 'outage'],
    ['25P02', null],
    ['XX000', null],
  ])('of SQLSTATE %s is %s', (code, fault) => {
    expect(databaseFault(said(code))).toBe(fault);
  });

  it.each([
    failed('ECONNREFUSED'),
    failed('EPIPE'),
    new Error('Connection terminated unexpectedly'),
    new Error('select 1 - Connection terminated'),
  ])('is an outage where the connection is lost: %s', (fault) => {
    expect(databaseFault(fault)).toBe('outage');
    expect(unavailability(fault)).toBe('The database cannot be reached.');
  });

  it.each([
    new TypeError('a connection that is no connection'),
    failed('ERR_INVALID_ARG_TYPE'),
    new Error('the order was terminated'),
    'Connection terminated',
  ])('is none of a fault in the bridge: %s', (fault) => {
    expect(databaseFault(fault)).toBeNull();
    expect(unavailability(fault)).toBeNull();
  });

  it('is told apart by whose it is', () => {
    expect([isBadData(said('54000')), unavailability(said('54000'))]).toEqual([true, null]);
    expect([isBadData(said('40001')), unavailability(said('40001'))]).toEqual([
      false,
      'The database interrupted the request.',
    ]);
  });
});
