import type { Order, OrderLine } from '@kontor/shared/order';
import { fixture, orderOf } from '../../../../tests/setup/woocommerce.ts';
import { assignmentOf, type AssignmentRequest } from './assignment.ts';
import { factsFor, type AssignmentFacts } from './assignment-facts.ts';
import { orthosoftSettings } from './settings.ts';

const simple = orderOf(fixture('woocommerce/orders/mixed-tax-shipping-processing'));
const people: AssignmentFacts = {
  branches: [
    { number: '01', name: 'Hamburg' },
    { number: '02', name: 'Kiel' },
  ],
  employees: [{ number: 'WEB', name: 'Webshop' }],
  clerks: [
    { number: 'berit', name: 'Berit Muster' },
    { number: 'jan', name: 'Jan Muster' },
  ],
  insurers: [
    { number: 'AOK', name: 'AOK Nordost', ik: '109519005' },
    { number: 'TK', name: 'Techniker Krankenkasse', ik: '101575519' },
  ],
};
const settings = {
  employee: 'WEB',
  branch: '01',
  clerk: 'jan',
  branches: [
    { shipping: 'pickup am hafen', branch: '02' },
    { shipping: 'flat_rate:7', branch: '02' },
    { shipping: 'DHL Paket', branch: '02' },
  ],
  clerks: [{ branch: '02', clerk: 'berit' }],
};

const withMeta = (meta: Order['meta']): Order => ({ ...simple, meta });
const shippedBy = (shipping: OrderLine['shipping'], name = 'Spedition'): Order => ({
  ...simple,
  lines: simple.lines.map((line) =>
    line.kind === 'shipping' ? { ...line, name, ...(shipping ? { shipping } : {}) } : line,
  ),
});

function assigned(order: Order, change: Partial<Omit<AssignmentRequest, 'settings'>> & { settings?: object } = {}) {
  return assignmentOf({
    order,
    decisions: {},
    facts: people,
    ...change,
    settings: orthosoftSettings.parse({ ...settings, ...change.settings }),
  });
}
const branchOf = (...request: Parameters<typeof assigned>): string => assigned(...request).assignment.branch.number;

describe("an order's branch", () => {
  it.each(['02', ' kiel ', 'KIEL'])('is the one that its meta field names by number or name: %j', (named) =>
    expect(assigned(withMeta({ _kontor_branch: named })).assignment.branch).toEqual({ number: '02', name: 'Kiel' }),
  );

  it('may stand in another meta field, as the settings say', () =>
    expect(
      branchOf(withMeta({ filiale: 'Kiel', _kontor_branch: '01' }), { settings: { branchField: 'filiale' } }),
    ).toBe('02'));

  it.each([
    ['its pickup location', shippedBy({ method: 'pickup_location:0', pickupLocation: 'Pickup am Hafen' })],
    ['its shipping method', shippedBy({ method: 'flat_rate:7', pickupLocation: '' })],
    ['the title of its shipping method', shippedBy(undefined, 'DHL Paket')],
  ])('is the one that the settings have for %s', (_what, order) => expect(branchOf(order)).toBe('02'));

  it('is the one that its pickup location is named after, without a setting for it', () =>
    expect(branchOf(shippedBy({ method: 'pickup_location:1', pickupLocation: 'Kiel' }))).toBe('02'));

  it("is the connection's own, if the order names none and no setting fits", () =>
    expect(branchOf(shippedBy({ method: 'flat_rate:8', pickupLocation: '' }))).toBe('01'));

  it('is what the order names, if the shop lists no branches', () =>
    expect(assigned(withMeta({ _kontor_branch: 'Lübeck' }), { facts: null })).toMatchObject({
      assignment: { branch: { number: 'Lübeck', name: '' } },
      gaps: [],
    }));

  it('is asked about, if the order names one that the shop does not list, and an answer counts for all such orders', () => {
    const order = { ...shippedBy(undefined), meta: { _kontor_branch: 'Lübeck' } };
    const { gaps } = assigned(order);
    const question = gaps[0]?.question;
    expect(gaps).toMatchObject([{ code: 'gap.branch_unknown', values: { branch: 'Lübeck' } }]);
    expect(question?.name).not.toContain('Lübeck');
    expect(question?.options.map(({ value }) => value)).toEqual(['branch:01', 'branch:02', 'own']);
    const decided = (value: string) => assigned(order, { decisions: { [question?.name ?? '']: value } });
    expect(decided('branch:02')).toMatchObject({ assignment: { branch: { number: '02' } }, gaps: [] });
    expect(decided('own')).toMatchObject({ assignment: { branch: { number: '01' } }, gaps: [] });
    expect(decided('branch:99').gaps).toHaveLength(1);
  });
});

describe("an order's clerk", () => {
  it("is that of its branch, else the connection's, by number and name", () => {
    expect(assigned(withMeta({ _kontor_branch: '02' })).assignment.clerk).toEqual({
      number: 'berit',
      name: 'Berit Muster',
    });
    expect(assigned(withMeta({ _kontor_branch: '01' })).assignment.clerk).toEqual({
      number: 'jan',
      name: 'Jan Muster',
    });
  });
});

describe("an order's insurer", () => {
  const insured = (ik: string): Order => withMeta({ _kontor_insurer_ik: ik });
  const assignedTo = (ik: string, decisions = {}, facts: AssignmentFacts | null = people) => {
    const { assignment, gaps } = assigned(insured(ik), { decisions, facts });
    return { insurer: assignment.insurer?.number ?? null, gaps: gaps.map(({ code }) => code) };
  };

  it('is the partner firm with its IK', () => expect(assignedTo('109519005')).toEqual({ insurer: 'AOK', gaps: [] }));

  it('is nobody, if the order names none or the shop lists no insurers', () => {
    expect(assignedTo('')).toEqual({ insurer: null, gaps: [] });
    expect(assignedTo('109911114', {}, null)).toEqual({ insurer: null, gaps: [] });
  });

  it('is not asked about, if the order has no IK but another text, which may be an insurance number', () => {
    expect(assignedTo('X123456780')).toEqual({ insurer: null, gaps: [] });
    expect(assigned(insured('X123456780')).isInsurerLookedUp).toBe(false);
  });

  it('is asked about, if no partner firm has the IK: one that exists, or none, but never a new one', () => {
    const question = assigned(insured('109911114')).gaps[0]?.question;
    expect(assignedTo('109911114')).toEqual({ insurer: null, gaps: ['gap.insurer_unknown'] });
    expect(question?.name).not.toContain('109911114');
    expect(question?.options.map(({ value }) => value)).toEqual(['without', 'insurer:AOK', 'insurer:TK']);
    const name = question?.name ?? '';
    expect(assignedTo('109911114', { [name]: 'insurer:TK' })).toEqual({ insurer: 'TK', gaps: [] });
    expect(assignedTo('109911114', { [name]: 'without' })).toEqual({ insurer: null, gaps: [] });
  });

  it('is asked about as perhaps mistyped, if the IK has another check digit', () => {
    const caseOf = (ik: string) => assigned(insured(ik)).gaps[0]?.case;
    expect(['109911114', '109911115'].map(caseOf)).toEqual([undefined, 'mistyped']);
  });

  it('is stored alone with a document, and plans the same as the whole list', () => {
    const name = assigned(insured('109911114')).gaps[0]?.question?.name ?? '';
    const cases = [
      { ik: '109519005', decisions: {}, stored: ['AOK'] },
      { ik: '109911114', decisions: { [name]: 'insurer:TK' }, stored: ['TK'] },
      { ik: '109911114', decisions: {}, stored: ['AOK', 'TK'] },
      { ik: '', decisions: {}, stored: [] },
    ];
    for (const { ik, decisions, stored } of cases) {
      const facts = factsFor(insured(ik), people, orthosoftSettings.parse({}), decisions);
      expect(facts.insurers.map(({ number }) => number)).toEqual(stored);
      expect(assignedTo(ik, decisions, facts)).toEqual(assignedTo(ik, decisions));
    }
    const without = factsFor(insured('109911114'), people, orthosoftSettings.parse({}), { [name]: 'without' });
    expect(assignedTo('109911114', { [name]: 'without' }, without)).toEqual({ insurer: null, gaps: [] });
  });
});
