/** The root of a document in Kontor's own format. */
export const rootElement = 'intake';

const names = ['company', 'firstName', 'lastName'];

/** The elements of Kontor's own format, by the element that they stand in. docs/mmorthosoft-intake.xsd has the types. */
export const structure: Readonly<Record<string, readonly string[]>> = {
  intake: [
    'order',
    'assignment',
    'customer',
    'patient',
    'doctor',
    'insurer',
    'prescription',
    'delivery',
    'items',
    'totals',
    'attachments',
  ],
  order: ['id', 'number', 'date', 'currency', 'remarks'],
  assignment: ['employee', 'branch', 'clerk', 'insurer'],
  customer: ['shopId', ...names, 'address', 'email', 'phone', 'contactPerson'],
  contactPerson: ['firstName', 'lastName'],
  patient: ['firstName', 'lastName', 'birthDate', 'insuranceNumber', 'insuranceStatus'],
  doctor: ['name', 'lanr', 'bsnr'],
  insurer: ['name', 'ik'],
  prescription: ['number', 'date'],
  delivery: [...names, 'address', 'phone'],
  address: ['line1', 'line2', 'postcode', 'city', 'state', 'country'],
  items: ['item'],
  item: ['line', 'sku', 'pzn', 'hmv', 'text', 'side', 'detail', 'quantity', 'net', 'vat', 'gross'],
  totals: ['net', 'vat', 'gross', 'refunded'],
  attachments: ['attachment'],
  attachment: ['sha256', 'fileName', 'mediaType', 'size', 'purpose'],
};
