import { demoCompany, type ProductOptions } from '../sandboxes/poweroffice/sandbox.ts';

/** The sales accounts of the sandbox's company, by their VAT rate. */
const account = { high: '3000', middle: '3030', low: '3060', none: '3100' } as const;

const product = (code: string, name: string, standardSalesAccount: string, groupCode: string): ProductOptions => ({
  code,
  name,
  standardSalesAccount,
  optionalSalesAccount: account.none,
  unitOfMeasure: 'EA',
  groupCode,
});

/** The test shop's products (steps/configure.php) as the office has them, together with the sandbox's own products. */
export const officeProducts: readonly ProductOptions[] = [
  ...demoCompany.products,
  product('LUPE-3X', 'Lupe 3× med lys', account.high, '1'),
  product('BRILLE-SNOR', 'Brillesnor, 3 stk', account.high, '1'),
  product('INNLEGG-42', 'Innleggssåler str. 42', account.high, '1'),
  product('PLASTER-33', 'Plaster, pose', account.high, '1'),
  product('STROMPE-S', 'Støttestrømpe S', account.high, '1'),
  product('STROMPE-M', 'Støttestrømpe M', account.high, '1'),
  product('OMEGA-3', 'Omega-3, 120 kapsler', account.middle, '2'),
  product('TRANSPORT', 'Pasienttransport', account.low, '3'),
  product('BOK-RYGG', 'Bok: Sterk rygg', account.none, '99'),
];
