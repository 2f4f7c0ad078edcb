import { elementNamesSetting, renamed } from './element-names.ts';

/** The first fault that a person is told of. */
function faultOf(...entries: [ours: string, theirs: string][]): string | undefined {
  const read = elementNamesSetting.safeParse(entries.map(([ours, theirs]) => ({ ours, theirs })));
  const [issue] = read.error?.issues ?? [];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
}

describe('the other names of elements', () => {
  it('may be any names of XML that keep the elements of a parent apart', () => {
    expect(
      faultOf(['intake', 'Auftrag'], ['lastName', 'Nachname'], ['patient/lastName', 'Pat.Name'], ['doctor', 'Ärztin']),
    ).toBeUndefined();
  });

  it('may be swapped with each other', () => {
    expect(faultOf(['firstName', 'lastName'], ['lastName', 'firstName'])).toBeUndefined();
  });

  it.each([
    ['an element that is none', ['surname', 'Nachname'], '0.ours: no element is called surname'],
    ['an element in another parent', ['order/lastName', 'x'], '0.ours: no element is called order/lastName'],
    ['a path of three', ['intake/order/id', 'x'], '0.ours: no element is called intake/order/id'],
    ['a name with a blank', ['lastName', 'Nach name'], '0.theirs: Nach name is no name of an XML element'],
    ['a name that begins with a digit', ['lastName', '1Name'], '0.theirs: 1Name is no name of an XML element'],
    ['markup', ['lastName', 'a><b'], '0.theirs: a><b is no name of an XML element'],
    ['a prefix', ['lastName', 'a:b'], '0.theirs: a:b is no name of an XML element'],
    ['a reserved name', ['lastName', 'XmlName'], '0.theirs: XmlName is no name of an XML element'],
    ['a name that stands beside it', ['lastName', 'firstName'], '0.theirs: customer would contain firstName twice'],
  ] as const)('are refused for %s', (_what, [ours, theirs], fault) => {
    expect(faultOf([ours, theirs])).toBe(fault);
  });

  it('are refused for an element that is named twice', () => {
    expect(faultOf(['lastName', 'a'], ['lastName', 'b'])).toBe('1.ours: lastName stands twice');
  });

  it('are refused where only together two elements of one parent become the same', () => {
    expect(faultOf(['lastName', 'Name'], ['patient/firstName', 'Name'])).toBe(
      '1.theirs: patient would contain Name twice',
    );
  });
});

describe('an element under other names', () => {
  it('is called by the name for its parent first, then by its own', () => {
    const names = [
      { ours: 'lastName', theirs: 'Nachname' },
      { ours: 'patient/lastName', theirs: 'Patient.Nachname' },
      { ours: 'patient', theirs: 'Versicherter' },
    ];
    const element = [
      'intake',
      [
        ['patient', [['lastName', 'Muster']]],
        ['customer', [['lastName', 'Muster']]],
      ],
    ] as const;
    expect(renamed(names, element)).toEqual([
      'intake',
      [
        ['Versicherter', [['Patient.Nachname', 'Muster', {}]], {}],
        ['customer', [['Nachname', 'Muster', {}]], {}],
      ],
      {},
    ]);
  });
});
