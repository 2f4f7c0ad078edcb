import { number, numberOrNull, type Dto } from '../kit/json.ts';
import { seriesFilters, vatCodeFilters } from './lists.ts';
import { after, answerList, boolean, member, oneOf, type Filter } from './query.ts';
import { ok, reading, today, type Call, type Route } from './route.ts';
import type { KnownReference } from './seed.ts';

const common = reading('CommonServices');
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });
const instant = '2020-01-01T00:00:00.000Z';
/** The dates of every setting: older than any company of the sandbox, and never changed. */
const oldDates: Dto = { CreatedDateTimeOffset: instant, LastChangedDateTimeOffset: instant };
const since: Filter<unknown> = after(() => Date.parse(instant));

const nameOf = ({ name, code }: KnownReference): string => name ?? code;
const baseDto = (entry: KnownReference): Dto => ({ ...oldDates, Id: number(entry.id), Name: nameOf(entry) });

/** The fields of ProjectDto for which the sandbox's projects have no value. */
const emptyProject: Dto = Object.fromEntries(
  [
    ...[
      'BillableRate',
      'BillableRateSpecification',
      'BrandingThemeCode',
      'BrandingThemeId',
      'BudgetedBillableRate',
      'BudgetedCostOfGoods',
      'BudgetedHours',
    ],
    ...[
      'BudgetedOtherOperatingExpenses',
      'BudgetedPayrollExpenses',
      'BudgetedRevenueHours',
      'BudgetedTotalRevenue',
      'ContactPersonId',
      'ContractNo',
    ],
    ...[
      'CreatedFromImportJournalId',
      'CustomerId',
      'CustomerNo',
      'DeliveryTerm',
      'DeliveryTermId',
      'DepartmentCode',
      'DepartmentId',
      'EndDate',
    ],
    ...[
      'ExpenseMarkupDescription',
      'ExpenseMarkupFactor',
      'ExternalNumber',
      'FixedPrice',
      'HourlyRateMarkupDescription',
      'HourlyRateMarkupFactor',
    ],
    ...[
      'LocationCode',
      'LocationId',
      'ParentProjectCode',
      'ParentProjectId',
      'PaymentTermId',
      'PaymentTerms',
      'Progress',
      'ProjectBillingMethod',
    ],
    ...['ProjectManagerEmployeeId', 'ProjectManagerEmployeeNo', 'PurchaseOrderNo', 'StartDate'],
  ].map((name) => [name, null]),
);

const projectDto = (entry: KnownReference): Dto => ({
  ...emptyProject,
  ...baseDto(entry),
  Code: entry.code,
  IsActive: entry.isActive ?? true,
  ProjectStatus: 'Active',
  AllowAllActivities: true,
  AllowAllEmployees: true,
  AttachExpenseVouchersWhenBilling: false,
  DenyTimeTracking: false,
  ExpenseMarkupEnabled: false,
  HourlyRateMarkupEnabled: false,
  IsBillable: true,
  IsInternal: false,
});

type Filters = Readonly<Record<string, Filter<KnownReference>>>;
const timed: Filters = { createdDateTimeOffsetGreaterThan: since, lastChangedDateTimeOffsetGreaterThan: since };
const nothing: Filter<unknown> = () => () => false;

/** The route of a list of rows that orders and customers may name. */
const listOf = (
  path: string,
  kind: string,
  roles: readonly string[],
  filters: Filters,
  dto: (entry: KnownReference) => Dto,
): Route => ({
  method: 'get',
  path,
  roles,
  handle: ({ company, query }) => answerList(query, filters, company.options.references[kind] ?? [], dto),
});

const referenceRoutes: readonly Route[] = [
  listOf('/BrandingThemes', 'Branding theme', common, {}, (entry) => ({
    ...baseDto(entry),
    Code: entry.code,
    IsDefault: entry.isDefault ?? false,
    LanguageCode: 'no',
  })),
  listOf('/PaymentTerms', 'Payment term', common, {}, (entry) => ({
    ...baseDto(entry),
    CreditDays: number(entry.code),
    IsDefault: entry.isDefault ?? false,
    IsActive: entry.isActive ?? true,
  })),
  // A delivery term has no code of its own; orders show its name.
  listOf('/DeliveryTerms', 'Delivery term', common, {}, (entry) => ({
    ...baseDto(entry),
    Name: entry.code,
    IsDefault: entry.isDefault ?? false,
  })),
  listOf(
    '/Departments',
    'Department',
    reading('Department'),
    {
      ...timed,
      codes: oneOf((entry) => entry.code),
      name: (text) => (entry) => nameOf(entry) === text,
      isActive: boolean((entry, wanted) => (entry.isActive ?? true) === wanted),
      createdFromImportJournalId: nothing,
      managerEmployeeNo: nothing,
    },
    (entry) => ({
      ...baseDto(entry),
      Code: entry.code,
      IsActive: entry.isActive ?? true,
      CreatedFromImportJournalId: null,
      ManagerEmployeeId: null,
      ManagerEmployeeNo: null,
    }),
  ),
  listOf(
    '/Projects',
    'Project',
    reading('Project'),
    {
      ...timed,
      projectCodes: oneOf((entry) => entry.code),
      name: (text) => (entry) => nameOf(entry).toLowerCase().includes(text.toLowerCase()),
      status: member(['Tentative', 'Active', 'Archived', 'NotStarted', 'Complete'], () => 'Active'),
      excludeArchivedProject: boolean(),
      includeSubProjects: boolean(),
      customerNos: nothing,
      departmentCodes: nothing,
      projectBillingMethod: nothing,
      projectManagerEmployeeNos: nothing,
    },
    projectDto,
  ),
];

function vatCodes({ company, query, occasion }: Call) {
  const expired = query.get('includeExpired') === 'true';
  const known = [...company.vatCodes.values()].filter(
    ({ validTo }) => expired || !validTo || validTo >= today(occasion.now),
  );
  return answerList(query, vatCodeFilters, known, (vatCode) => ({
    Id: number(vatCode.id),
    Code: vatCode.code,
    Name: vatCode.name,
    Description: null,
    Rate: number(vatCode.rate),
    IsActive: vatCode.isActive ?? true,
    IsCustom: false,
    ValidFrom: vatCode.validFrom ?? '2005-01-01',
    ValidTo: vatCode.validTo ?? null,
    BaseVatCodeId: numberOrNull(null),
    VatBasisRatio: null,
    VatBasisRatioValidFrom: null,
    VatBasisRatios: [],
  }));
}

/** VatSettingsDto. */
function vatSettings({ company: { options, accountsByNumber } }: Call): Dto {
  const rounding = accountsByNumber.get('8160');
  return {
    IsVatRegistered: options.isVatRegistered,
    VatNumber: '980386465',
    VatPeriod: 'BiMonthly',
    VatReturnType: options.isVatRegistered ? 'GeneralIndustry' : 'NoReporting',
    RoundingAccountId: numberOrNull(rounding?.id ?? null),
    RoundingAccountNo: numberOrNull(rounding?.number ?? null),
    RoundingAccountAgricultureDepartment: 'None',
    AlternativeVatPeriod: null,
    AlternativeVatReturnFromYear: null,
    AlternativeVatReturnType: null,
    VatAlternativeGrouping: null,
    ReportAlternativeVatReturn: false,
    ReportVatReturnManually: false,
    UseVatCompensation: false,
  };
}

/** The routes of the company's settings, which the API can only read. */
export const settingsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/ClientIntegrationInformation',
    roles: [],
    query: [],
    handle: ({ company: { id, options } }) =>
      ok({
        ActiveClientSubscriptions: options.subscriptions,
        ClientId: id,
        ClientName: options.name,
        InvalidPrivileges: options.invalidPrivileges,
        ValidPrivileges: options.validPrivileges,
      }),
  },
  // The specification does not allow null as the lock date, so the answer leaves the field out.
  {
    method: 'get',
    path: '/LockDateSettings',
    roles: common,
    query: [],
    handle: ({ company: { lockDate } }) => ok(lockDate === null ? {} : { LockDate: lockDate }),
  },
  {
    method: 'get',
    path: '/SubLedgerNumberSeries',
    roles: common,
    handle: ({ company, query }) =>
      answerList(query, seriesFilters, company.series, (series) => ({
        Id: series.id,
        Name: series.name,
        FromInclusive: number(series.from),
        ToInclusive: number(series.to),
        GeneralLedgerAccountId: number(series.ledgerAccountId),
        GeneralLedgerAccountNo: number(series.ledgerAccount),
        IsDefault: series.isDefault,
        IsClientTrust: false,
        SubLedgerNumberSeriesType: series.type,
      })),
  },
  { method: 'get', path: '/VatCodes', roles: common, handle: vatCodes },
  { method: 'get', path: '/VatSettings', roles: common, query: [], handle: (call) => ok(vatSettings(call)) },
  {
    method: 'get',
    path: '/Currencies',
    roles: common,
    handle: ({ company: { options }, query }) =>
      answerList(
        query,
        {
          currencyCode: oneOf((currency) => currency.Code),
          isActive: boolean((currency, wanted) => currency.IsActive === wanted),
        },
        [
          ...Object.keys(options.currencies).map((Code) => ({ Code, IsActive: true })),
          ...options.closedCurrencies.map((Code) => ({ Code, IsActive: false })),
        ],
        (currency) => ({ ...currency, Notation: currencyNames.of(currency.Code) ?? currency.Code }),
      ),
  },
  ...referenceRoutes,
];
