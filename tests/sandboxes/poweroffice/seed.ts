/** A product as a test or demo describes it. Prices are decimal text; the VAT code follows from the sales account. */
export interface ProductOptions {
  readonly code: string;
  readonly name: string;
  readonly unitPrice?: string | null;
  readonly unitOfMeasure?: string | null;
  /** Null means the company's own standard account. */
  readonly standardSalesAccount?: string | null;
  readonly optionalSalesAccount?: string | null;
  readonly groupCode?: string | null;
  readonly type?: 'Product' | 'Service';
  readonly gtin?: string | null;
  readonly stockOnHand?: string | null;
  readonly isArchived?: boolean;
}

export interface VatCodeOptions {
  readonly code: string;
  readonly name: string;
  /** Between 0 and 1, as decimal text. */
  readonly rate: string;
  readonly validFrom?: string;
  readonly validTo?: string | null;
  readonly isActive?: boolean;
}

export interface SeriesOptions {
  readonly name: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly isDefault: boolean;
  readonly type: 'Customer' | 'Supplier' | 'Employee';
  readonly ledgerAccount: string;
}

export interface ProductGroupOptions {
  readonly code: string;
  readonly name: string;
  /** Null means the company's own standard account. */
  readonly standardSalesAccount?: string | null;
  readonly optionalSalesAccount?: string | null;
  readonly unitPrice?: string | null;
}

/** A row that an order or customer may name by its id, or by its code or number. */
export interface KnownReference {
  readonly id: string;
  readonly code: string;
  /** The name in the settings lists; by default the code. */
  readonly name?: string;
  readonly isDefault?: boolean;
  readonly isActive?: boolean;
}

/** The rows that an order or customer may name, by kind, such as Department, Project or Payment term. */
export type KnownReferences = Readonly<Record<string, readonly KnownReference[]>>;

/** One company at PowerOffice, reached with its own client key. */
export interface CompanyOptions {
  readonly clientKey: string;
  readonly name: string;
  readonly products: readonly ProductOptions[];
  /** The first group is the default. A group that only a product names is created as well. */
  readonly productGroups: readonly ProductGroupOptions[];
  readonly vatCodes: readonly VatCodeOptions[];
  /** Sales account → VAT code. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly standardSalesAccount: string;
  readonly optionalSalesAccount: string;
  /** The other accounts of the general ledger: number → name. */
  readonly ledgerAccounts: Readonly<Record<string, string>>;
  /** A company that is not registered puts no VAT on its invoices. */
  readonly isVatRegistered: boolean;
  readonly series: readonly SeriesOptions[];
  /** Active currencies with their rate to NOK. */
  readonly currencies: Readonly<Record<string, string>>;
  /** Currencies that PowerOffice knows but that are not active on the client. */
  readonly closedCurrencies: readonly string[];
  readonly paymentTermDays: string;
  readonly lockDate: string | null;
  readonly references: KnownReferences;
  /** Organisation numbers that can receive EHF. */
  readonly elma: readonly string[];
  /** Whether a reference stays in use when its draft is sent; PowerOffice's specification does not say. */
  readonly sentReferencesStayTaken: boolean;
  /** Whether a reference stays in use when its voucher is reversed; the specification does not say that either. */
  readonly reversedReferencesStayTaken: boolean;
  /** Whether the integration has the privilege to send invoices, which it must request from PowerOffice. */
  readonly maySendInvoices: boolean;
  readonly validPrivileges: readonly string[];
  readonly invalidPrivileges: readonly string[];
  readonly subscriptions: readonly string[];
}

/** The company with which a sandbox starts by default; a test can override each part. */
export const demoCompany: CompanyOptions = {
  clientKey: 'sandbox-client-key',
  name: 'Demo Butikk AS',
  products: [
    {
      code: 'A-1',
      name: 'Varer, høy sats',
      standardSalesAccount: '3000',
      optionalSalesAccount: '3100',
      unitOfMeasure: 'EA',
      groupCode: '1',
    },
    {
      code: 'A-2',
      name: 'Varer, middels sats',
      standardSalesAccount: '3030',
      optionalSalesAccount: '3100',
      unitOfMeasure: 'EA',
      groupCode: '2',
    },
    {
      code: 'A-3',
      name: 'Varer, lav sats',
      standardSalesAccount: '3060',
      optionalSalesAccount: '3100',
      unitOfMeasure: 'EA',
      groupCode: '3',
    },
    {
      code: 'A-99',
      name: 'Varer, uten avgift',
      standardSalesAccount: '3100',
      optionalSalesAccount: '3100',
      unitOfMeasure: 'EA',
      groupCode: '99',
    },
  ],
  productGroups: [
    { code: '1', name: 'Høy sats' },
    { code: '2', name: 'Middels sats' },
    { code: '3', name: 'Lav sats' },
    { code: '99', name: 'Uten avgift' },
  ],
  vatCodes: [
    { code: '3', name: 'Utgående mva, høy sats', rate: '0.25' },
    { code: '31', name: 'Utgående mva, middels sats', rate: '0.15' },
    { code: '33', name: 'Utgående mva, lav sats', rate: '0.12' },
    { code: '5', name: 'Innenlands omsetning med nullsats', rate: '0' },
    { code: '52', name: 'Utførsel', rate: '0' },
    { code: '6', name: 'Omsetning utenfor merverdiavgiftsloven', rate: '0' },
    { code: '7', name: 'Ingen mva-behandling', rate: '0' },
  ],
  accounts: { '3000': '3', '3030': '31', '3060': '33', '3100': '5', '3200': '6' },
  standardSalesAccount: '3000',
  optionalSalesAccount: '3100',
  ledgerAccounts: {
    '1570': 'Oppgjør Vipps',
    '1571': 'Oppgjør Klarna',
    '1572': 'Oppgjør kort',
    '1920': 'Bank',
    '2900': 'Gavekort',
    '7770': 'Gebyrer',
    '8160': 'Avrunding',
  },
  isVatRegistered: true,
  series: [
    { name: 'Kunder', from: 10000n, to: 19999n, isDefault: true, type: 'Customer', ledgerAccount: '1500' },
    { name: 'Leverandører', from: 20000n, to: 29999n, isDefault: true, type: 'Supplier', ledgerAccount: '2400' },
  ],
  currencies: {
    NOK: '1',
    EUR: '11.75',
    USD: '10.15',
    GBP: '13.6',
    SEK: '1.07',
    DKK: '1.574',
    CHF: '12.6',
    PLN: '2.76',
    JPY: '0.068',
    KWD: '33',
  },
  closedCurrencies: ['AUD', 'CAD', 'ISK'],
  paymentTermDays: '14',
  lockDate: null,
  references: {
    'Branding theme': [
      { id: '51', code: 'STD', name: 'Standard', isDefault: true },
      { id: '52', code: 'NETT', name: 'Nettbutikk' },
    ],
    'Payment term': [
      { id: '61', code: '14', name: '14 dager', isDefault: true },
      { id: '62', code: '0', name: 'Kontant' },
      { id: '63', code: '30', name: '30 dager' },
    ],
    'Delivery term': [
      { id: '71', code: 'DAP', isDefault: true },
      { id: '72', code: 'EXW' },
    ],
    Department: [
      { id: '81', code: '10', name: 'Butikk' },
      { id: '82', code: '20', name: 'Nettbutikk' },
    ],
    Project: [{ id: '91', code: '100', name: 'Nettsalg' }],
  },
  elma: [],
  sentReferencesStayTaken: true,
  reversedReferencesStayTaken: false,
  maySendInvoices: false,
  validPrivileges: [
    'Customer_Full',
    'Product_Full',
    'SalesOrders_Full',
    'OutgoingInvoice',
    'CommonServices',
    'GeneralLedgerAccount',
    'Department',
    'Project',
    'CustomerLedger',
    'BankVoucher_Full',
    'YearEndVoucher_Full',
  ],
  invalidPrivileges: [],
  subscriptions: ['Go Fakturering', 'Go Regnskap'],
};
