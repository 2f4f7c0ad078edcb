import type { DocumentDetail } from '../orders/answers.ts';
import { documentForSupport, linesForSupport } from './support.ts';

const at = '2026-11-27T10:00:00.000Z';
const detail: DocumentDetail = {
  id: 18,
  orderId: '1038',
  order: '1038',
  connection: 'c1',
  system: 'poweroffice',
  kind: 'order',
  state: 'blocked',
  reason: 'gap.customer_ambiguous',
  document: null,
  total: '349.00 NOK',
  targetTotal: null,
  office: {},
  vat: [],
  gaps: [{ code: 'gap.customer_ambiguous', cause: 'Two customers are called Anna Berg.', remedy: 'Choose Anna.' }],
  notes: ['Anna Berg pays later.'],
  attempts: 2,
  nextLook: null,
  correlationId: 'corr-1',
  described: {
    customer: { name: 'Anna Berg', number: '10', isNew: false },
    date: null,
    references: [],
    lines: [],
    notes: [],
  },
  tasks: [{ id: 5, kind: 'question', cause: 'Which Anna?', remedy: '', options: [], clerk: 'anna', due: null }],
  exchanges: [
    {
      at,
      step: 'find_customer',
      method: 'GET',
      address: 'api.example/customers',
      status: 200,
      outcome: 'ok',
      ms: 12.4,
      request: null,
      answer: { name: '‹text 9›' },
    },
  ],
  steps: [
    { at, actor: 'shop:s1/anna', code: 'retry.asked', text: 'Anna had it tried again.', detail: { state: 'waiting' } },
  ],
};

describe('what is copied for support', () => {
  it('has codes, ids, times, versions, and what was sent and answered', () => {
    const text = documentForSupport(detail, '0.1.0', at);
    for (const part of [
      '0.1.0',
      at,
      'document 18',
      'id 1038',
      'corr-1',
      'gap.customer_ambiguous',
      'retry.asked',
      '‹text 9›',
    ])
      expect(text).toContain(part);
  });

  it('names nobody: neither customers nor whoever works in the shop', () => {
    const line = {
      at,
      shop: 's1',
      connection: 'c1',
      system: 'poweroffice',
      orderId: '1038',
      order: '1038',
      transfer: 18,
      correlationId: 'corr-1',
      actor: 'operator:anna',
      code: 'retry.asked',
      text: 'It was asked to be tried again.',
      detail: {},
    };
    const question = { kind: 'question', name: 'customer:s1-c-3f9a77:b04e21' };
    const opened = { ...line, code: 'task.opened', detail: question };
    const steps = [{ at, actor: 'intake', code: 'task.opened', text: '', detail: question }];
    for (const text of [
      documentForSupport({ ...detail, steps }, '0.1.0', at),
      linesForSupport([opened], '0.1.0', at),
    ]) {
      expect(text).toContain('{"kind":"question","name":"customer"}');
      expect(text).not.toMatch(/3f9a77|b04e21/);
    }
    expect(documentForSupport(detail, '0.1.0', at)).not.toMatch(/anna/i);
    expect(linesForSupport([line], '0.1.0', at)).not.toMatch(/anna/i);
  });
});
