import { collectorContract } from '../kit/collector-contract.ts';
import { openFeedOffice, openFileOffice } from './collectors/feed.ts';
import { openPowerofficeOffice } from './collectors/poweroffice.ts';

const onlyRead = { asksForLogin: true, takesDocuments: false };

collectorContract({
  title: 'a CSV feed',
  open: () => openFeedOffice('csv'),
  ...onlyRead,
  hasPages: false,
  // It is written as 1,234.5.
  noQuantity: '1.234.5',
});
collectorContract({
  title: 'a JSON feed',
  open: () => openFeedOffice('json'),
  ...onlyRead,
  hasPages: false,
  noQuantity: '1.234,5',
});
collectorContract({
  title: 'an XML feed',
  open: () => openFeedOffice('xml'),
  ...onlyRead,
  hasPages: false,
  noQuantity: 'viele',
});
collectorContract({
  title: 'a CSV file',
  open: openFileOffice,
  ...onlyRead,
  asksForLogin: false,
  hasPages: false,
  noQuantity: 'viele',
});
collectorContract({
  title: 'a company in PowerOffice Go',
  open: openPowerofficeOffice,
  asksForLogin: true,
  takesDocuments: true,
  hasPages: false,
});
