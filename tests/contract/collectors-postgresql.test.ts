import { collectorContract } from '../kit/collector-contract.ts';
import { openPostgresqlOffice } from './collectors/postgresql.ts';
import { sqlContract } from './collectors/sql-contract.ts';

collectorContract({
  title: 'a view in PostgreSQL',
  open: openPostgresqlOffice,
  asksForLogin: true,
  takesDocuments: false,
  hasPages: true,
  noQuantity: '1.234,5',
});
sqlContract({
  title: 'PostgreSQL',
  open: openPostgresqlOffice,
  writingView: [
    'create table office.touched (at int)',
    `create function office.touch() returns text language plpgsql security definer as
       'begin insert into office.touched values (1); return ''T''; end'`,
    'create view office.writing as select office.touch() as sku',
    'grant select on office.writing to public',
  ],
  unknownView: 'held.view_unknown',
  secret: ['create table office.secret (sku text)'],
  names: { writing: 'office.writing', secret: 'office.secret' },
  letWrite: 'grant insert on office.stock to public',
});
