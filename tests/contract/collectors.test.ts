import { collectorContract } from '../kit/collector-contract.ts';
import { openPostgresqlOffice } from './collectors/postgresql.ts';

collectorContract({
  title: 'a view in PostgreSQL',
  open: openPostgresqlOffice,
  hasPages: true,
  noQuantity: '1.234,5',
});
