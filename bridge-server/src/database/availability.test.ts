import pg from 'pg';
import { databaseFault, isBadData, unavailability } from './availability.ts';

const ofPostgres = (code: string) => Object.assign(new pg.DatabaseError('said', 4, 'error'), { code });
const ofNode = (code: string) => Object.assign(new Error('said'), { code });

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
  ])('with SQLSTATE %s is %s', (code, fault) => {
    expect(databaseFault(ofPostgres(code))).toBe(fault);
  });

  it.each([
    ofNode('ECONNREFUSED'),
    ofNode('EPIPE'),
    new Error('Connection terminated unexpectedly'),
    new Error('select 1 - Connection terminated'),
  ])('is an outage when the connection is lost: %s', (fault) => {
    expect(databaseFault(fault)).toBe('outage');
    expect(unavailability(fault)).toBe('The database cannot be reached.');
  });

  it.each([
    new TypeError('a connection that is no connection'),
    ofNode('ERR_INVALID_ARG_TYPE'),
    new Error('the order was terminated'),
    'Connection terminated',
  ])('is not blamed for a fault of the bridge itself: %s', (fault) => {
    expect(databaseFault(fault)).toBeNull();
    expect(unavailability(fault)).toBeNull();
  });

  it('that lies in the data does not make the database unavailable', () => {
    expect(isBadData(ofPostgres('54000'))).toBe(true);
    expect(unavailability(ofPostgres('54000'))).toBeNull();
  });

  it('that is a conflict makes the database unavailable for this request, whatever its data', () => {
    expect(isBadData(ofPostgres('40001'))).toBe(false);
    expect(unavailability(ofPostgres('40001'))).toBe('The database interrupted the request.');
  });
});
